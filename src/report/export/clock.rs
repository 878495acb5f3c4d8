//! The time as exports print it. China has one time zone, and the forms are Chinese.

/// Seconds since 1970 (UTC) as the clock of Beijing shows them, to the minute.
///
/// ```
/// use jixiao::report::export::clock::beijing;
/// assert_eq!(beijing(0), "1970-01-01 08:00");
/// assert_eq!(beijing(1_772_691_600), "2026-03-05 14:20");
/// ```
pub fn beijing(seconds: u64) -> String {
    // A clock far beyond the year 9999 is wrong, and counting its years would take long.
    let minutes = seconds.min(253_402_214_400) / 60 + 8 * 60;
    let (mut days, minute_of_day) = (minutes / (24 * 60), minutes % (24 * 60));
    let mut year = 1970;
    while days >= days_of_year(year) {
        days -= days_of_year(year);
        year += 1;
    }
    let lengths = [31, days_of_year(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02} {:02}:{:02}", days + 1, minute_of_day / 60, minute_of_day % 60)
}

const fn days_of_year(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days_and_new_years_are_right() {
        for (seconds, shown) in [
            (951_782_400, "2000-02-29 08:00"),
            (951_868_800, "2000-03-01 08:00"),
            (1_704_038_399, "2023-12-31 23:59"),
            (1_704_038_400, "2024-01-01 00:00"),
            (4_107_542_400, "2100-03-01 08:00"),
        ] {
            assert_eq!(beijing(seconds), shown);
        }
    }
}
