//! What was changed in the settings: in words for every export, and as JSON that can be given back with `--settings`.

use serde_json::{Map, Value, json};

use crate::i18n::{Locale, Text, text};
use crate::rules::{Guidance, Profile, RULES, Rule, Settings, Thresholds};
use crate::strings;

/// Rules that were switched off.
const RULES_OFF: Text = text!("停用的规则", "Rules switched off");
/// Rules of the reserve that were switched on.
const RULES_ON: Text = text!("启用的备选规则", "Optional rules switched on");
/// Thresholds that are not the usual ones.
const THRESHOLDS_CHANGED: Text = text!("调整的阈值", "Thresholds changed");
/// Nothing was switched off or changed.
const NONE: Text = text!("无", "none");
const GUIDANCE_HOW: Text = text!("{guidance}（{how}）", "{guidance} ({how})");
const THRESHOLD: Text = text!("{name}：{value}（默认{usual}）", "{name}: {value} (usually {usual})");
const LIST_MARK: Text = text!("；", "; ");

/// Guidance, rules switched off and on and thresholds changed, as label and value. All of them are always there: that nothing was
/// changed is said too.
pub fn lines(profile: &Profile, locale: Locale) -> [(Text, String); 4] {
    let how = if profile.chosen_by_user { strings::CHOSEN } else { strings::AUTOMATIC };
    let values = [("guidance", strings::guidance(profile.guidance).get(locale)), ("how", how.get(locale))];
    let off = RULES.iter().filter(|rule| profile.disabled.contains(&rule.code));
    let off = off.map(|rule| format!("{} {}", rule.code, rule.title.get(locale))).collect();
    let on = RULES.iter().filter(|rule| profile.enabled.contains(&rule.code));
    let on = on.map(|rule| format!("{} {}", rule.code, rule.title.get(locale))).collect();
    let changed = strings::THRESHOLD_NAMES.iter().filter_map(|(key, name)| {
        let (value, usual) = (profile.thresholds.get(key)?, Thresholds::default().get(key)?);
        let values = [("name", name.get(locale)), ("value", &value), ("usual", &usual)];
        (value != usual).then(|| THRESHOLD.fill(locale, &values))
    });
    [
        (strings::PROFILE, GUIDANCE_HOW.fill(locale, &values)),
        (RULES_OFF, listed(off, locale)),
        (RULES_ON, listed(on, locale)),
        (THRESHOLDS_CHANGED, listed(changed.collect(), locale)),
    ]
}

fn listed(items: Vec<String>, locale: Locale) -> String {
    if items.is_empty() { NONE.get(locale).to_owned() } else { items.join(LIST_MARK.get(locale)) }
}

/// What differs from the usual settings, in the form that [`from_json`] reads.
pub fn to_json(profile: &Profile) -> Value {
    let changed = strings::THRESHOLD_NAMES.iter().filter_map(|(key, _)| {
        let value = profile.thresholds.get(key)?;
        (Some(&value) != Thresholds::default().get(key).as_ref()).then(|| ((*key).to_owned(), Value::from(value)))
    });
    json!({
        "guidance": if profile.chosen_by_user { profile.guidance.as_str() } else { "auto" },
        "disabled": profile.disabled.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "enabled": profile.enabled.as_slice().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "thresholds": changed.collect::<Map<_, _>>(),
    })
}

/// Reads settings like `{"guidance": "101", "disabled": ["C18"], "thresholds": {"indicators_min": 5}}`. Every key may be
/// left out; a key, rule or threshold that does not exist is an error, since it would change nothing unseen.
///
/// ```
/// use jixiao::report::settings::from_json;
/// let settings = from_json(r#"{"disabled": ["C18"], "thresholds": {"adverse_ceiling": "5"}}"#).expect("settings");
/// assert_eq!(settings.disabled.as_slice().len(), 1);
/// assert_eq!(settings.thresholds.get("adverse_ceiling").as_deref(), Some("5"));
/// assert!(from_json(r#"{"disable": ["C18"]}"#).is_err());
/// ```
///
/// # Errors
///
/// Says what is wrong, in one line.
pub fn from_json(text: &str) -> Result<Settings, String> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let Value::Object(object) = value else {
        return Err("not a JSON object".to_owned());
    };
    let mut settings = Settings::default();
    for (key, value) in object {
        match key.as_str() {
            "guidance" => settings.guidance = guidance(&value)?,
            "disabled" | "enabled" => {
                for name in value.as_array().ok_or_else(|| format!("\"{key}\" is not a list of rules"))? {
                    let rule = name.as_str().and_then(rule).ok_or_else(|| format!("there is no rule {name}"))?;
                    settings.switch(rule, key == "enabled");
                }
            }
            "thresholds" => {
                for (key, value) in value.as_object().ok_or("\"thresholds\" is not an object")? {
                    let number = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    if !settings.thresholds.set(key, &number) {
                        return Err(format!("there is no threshold \"{key}\" that could be {value}"));
                    }
                }
            }
            _ => return Err(format!("\"{key}\" is no setting; there are guidance, disabled, enabled and thresholds")),
        }
    }
    Ok(settings)
}

fn guidance(value: &Value) -> Result<Option<Guidance>, String> {
    match value.as_str() {
        Some("auto") => Ok(None),
        Some(key) if Guidance::from_key(key).is_some() => Ok(Guidance::from_key(key)),
        _ => Err(format!("\"guidance\" is {value}, not \"auto\", \"88\" or \"101\"")),
    }
}

/// A rule by its code or its name.
pub fn rule(word: &str) -> Option<&'static Rule> {
    Rule::from_code(word).or_else(|| RULES.iter().copied().find(|rule| rule.name == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;

    #[test]
    fn what_is_written_is_read_back() {
        let text = r#"{"guidance": "101", "disabled": ["C18", "missing-unit"], "enabled": ["E63"], "thresholds": {"indicators_min": 5}}"#;
        let settings = from_json(text).expect("settings");
        let profile = Profile::for_table(&Table::default(), &settings);
        assert_eq!(from_json(&to_json(&profile).to_string()), Ok(settings));
        let lines = lines(&profile, Locale::Zh).map(|(label, value)| format!("{}：{value}", label.zh));
        assert_eq!(lines[0], "审核口径：财预〔2021〕101号（手动）");
        assert!(lines[1].contains("C18 ") && lines[1].contains("；C21 "), "{}", lines[1]);
        assert!(lines[2].starts_with("启用的备选规则：E63 "), "{}", lines[2]);
        assert_eq!(lines[3], "调整的阈值：指标最少项数：5（默认3）");
        let usual = Profile::for_table(&Table::default(), &Settings::default());
        assert_eq!(super::lines(&usual, Locale::En)[1].1, "none");
    }

    #[test]
    fn what_is_no_setting_is_refused() {
        for bad in [
            "[]",
            "{",
            r#"{"disabled": ["X99"]}"#,
            r#"{"disabled": "C18"}"#,
            r#"{"thresholds": {"nonsense": 1}}"#,
            r#"{"thresholds": {"indicators_min": -1}}"#,
            r#"{"thresholds": {"indicators_min": null}}"#,
            r#"{"guidance": 88}"#,
            r#"{"rules": []}"#,
        ] {
            assert!(from_json(bad).is_err(), "{bad}");
        }
    }
}
