//! The command line: `jixiao parse | check`. No network; `-` reads standard input.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use jixiao::convert::text_of_file;
use jixiao::decode::{Encoding, decode};
use jixiao::model::Layout;
use jixiao::report::export::{Format, Options, Review, clock, export};
use jixiao::report::fingerprint::finding_ids;
use jixiao::report::json::SourceInfo;
use jixiao::report::triage::{Decision, Triage};
use jixiao::report::{Counts, json, settings, text};
use jixiao::rules::Rule;
use jixiao::usage::USAGE;
use jixiao::{Analysis, Guidance, Locale, Settings, Source, analyze, strings};
use lexopt::prelude::*;

fn main() -> ExitCode {
    match Command::from_args() {
        Ok(command) => command.run(),
        Err(message) => {
            eprintln!("jixiao: {message}");
            ExitCode::from(2)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Parse,
    Check,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Printed {
    Text,
    Json,
    Export(Format),
}

struct Command {
    verb: Verb,
    files: Vec<String>,
    printed: Printed,
    output: Option<String>,
    encoding: Option<Encoding>,
    settings: Settings,
    options: Options,
    all: bool,
    fail_on: FailOn,
}

/// One file that was read.
struct Done {
    source: Source,
    analysis: Analysis,
    /// Empty where the file was no text.
    encoding: &'static str,
    media_type: &'static str,
}

impl Command {
    fn from_args() -> Result<Self, String> {
        let mut args = lexopt::Parser::from_env();
        let mut command = Self {
            verb: Verb::Parse,
            files: Vec::new(),
            printed: Printed::Text,
            output: None,
            encoding: None,
            settings: Settings::default(),
            options: Options { locale: locale_of_environment(), time: now()?, ..Options::default() },
            all: false,
            fail_on: FailOn::Warning,
        };
        let mut verb = None;
        let mut changes: Vec<(&str, String)> = Vec::new();
        let wrong = |error: lexopt::Error| error.to_string();
        while let Some(arg) = args.next().map_err(wrong)? {
            match arg {
                Short('h') | Long("help") => {
                    print!("{}", USAGE.get(command.options.locale));
                    std::process::exit(0);
                }
                Short('V') | Long("version") => {
                    println!("jixiao {}", env!("CARGO_PKG_VERSION"));
                    std::process::exit(0);
                }
                Long("format") => command.printed = printed(&value(&mut args, "format")?)?,
                Short('o') | Long("output") => command.output = Some(value(&mut args, "output")?),
                Long("lang") => {
                    command.options.locale =
                        one_of("lang", &value(&mut args, "lang")?, &[("zh", Locale::Zh), ("en", Locale::En)])?;
                }
                Long("encoding") => {
                    let label = value(&mut args, "encoding")?;
                    let unknown = || format!("--encoding: unknown value '{label}'");
                    command.encoding = match label.as_str() {
                        "auto" => None,
                        _ => Some(Encoding::from_label(&label).ok_or_else(unknown)?),
                    };
                }
                Long("triage") => command.options.triage = triage_of_file(&value(&mut args, "triage")?)?,
                Long("settings") => command.settings = settings_of_file(&value(&mut args, "settings")?)?,
                // Said again on the command line, a setting goes before the file, wherever it stands.
                Long("guidance") => changes.push(("guidance", value(&mut args, "guidance")?)),
                Long("disable") => changes.push(("disable", value(&mut args, "disable")?)),
                Long("enable") => changes.push(("enable", value(&mut args, "enable")?)),
                Long("threshold") => changes.push(("threshold", value(&mut args, "threshold")?)),
                Long("all") => command.all = true,
                Long("only-firm") => command.options.only_firm = true,
                Long("only-failed") => command.options.only_failed = true,
                Long("key-project") => command.options.key_project = true,
                Long("time") => command.options.time = value(&mut args, "time")?,
                Long("fail-on") => {
                    let levels = [
                        ("info", FailOn::Info),
                        ("warning", FailOn::Warning),
                        ("error", FailOn::Error),
                        ("never", FailOn::Never),
                    ];
                    command.fail_on = one_of("fail-on", &value(&mut args, "fail-on")?, &levels)?;
                }
                Value(word) if verb.is_none() => {
                    let word = word.string().map_err(wrong)?;
                    verb = Some(one_of("command", &word, &[("parse", Verb::Parse), ("check", Verb::Check)])?);
                }
                Value(file) => command.files.push(file.string().map_err(wrong)?),
                other => return Err(other.unexpected().to_string()),
            }
        }
        for (option, value) in changes {
            change(&mut command.settings, option, &value)?;
        }
        command.verb = verb.ok_or("say 'parse' or 'check'; 'jixiao --help' tells more")?;
        command.is_sound()?;
        Ok(command)
    }

    fn is_sound(&self) -> Result<(), String> {
        if self.files.is_empty() {
            return Err("name a file, or '-' for standard input".to_owned());
        }
        if self.verb == Verb::Parse && matches!(self.printed, Printed::Export(_)) {
            return Err("parse: --format is text or json; the other formats are of check".to_owned());
        }
        let output = self.output.as_ref().and_then(|file| std::fs::canonicalize(file).ok());
        if output.is_some() && self.files.iter().any(|file| std::fs::canonicalize(file).ok() == output) {
            return Err("--output: this file is read, so it is not written".to_owned());
        }
        if self.printed == Printed::Export(Format::Workbook) && self.output.is_none() && std::io::stdout().is_terminal()
        {
            return Err("xlsx: name a file with --output".to_owned());
        }
        Ok(())
    }

    fn run(&self) -> ExitCode {
        let mut done = Vec::new();
        let mut worst = 0;
        for file in &self.files {
            match self.one(file) {
                Ok((one, code)) => {
                    done.push(one);
                    worst = worst.max(code);
                }
                Err(message) => {
                    eprintln!("jixiao: {file}: {message}");
                    worst = 2;
                }
            }
        }
        // Of one file that could not be read nothing is written; of several an empty list is a list too.
        if done.is_empty() && (self.files.len() == 1 || self.printed != Printed::Json) {
            return ExitCode::from(2);
        }
        if let Err(message) = self.bytes(&done).and_then(|bytes| self.write(&bytes)) {
            eprintln!("jixiao: {}: {message}", self.output.as_deref().unwrap_or("-"));
            worst = 2;
        }
        ExitCode::from(worst)
    }

    fn bytes(&self, done: &[Done]) -> std::io::Result<Vec<u8>> {
        match self.printed {
            Printed::Export(format) => {
                let reviews = done.iter().map(|one| Review::new(&one.source, &one.analysis, one.encoding));
                export(format, &reviews.collect::<Vec<_>>(), &self.options)
            }
            Printed::Json => {
                let mut documents: Vec<serde_json::Value> = done.iter().map(|one| self.document(one)).collect();
                let whole = match documents.pop() {
                    Some(document) if self.files.len() == 1 => document,
                    last => documents.into_iter().chain(last).collect(),
                };
                Ok(format!("{whole:#}\n").into_bytes())
            }
            Printed::Text => {
                let name = |one: &Done| match self.files.len() {
                    1 => String::new(),
                    _ => format!("{}\n", one.source.name()),
                };
                Ok(done.iter().map(|one| name(one) + &self.text(one)).collect::<String>().into_bytes())
            }
        }
    }

    fn document(&self, one: &Done) -> serde_json::Value {
        let info = || SourceInfo {
            name: one.source.name().to_owned(),
            encoding: one.encoding.to_owned(),
            media_type: one.media_type.to_owned(),
        };
        match self.verb {
            Verb::Parse => json::table(&one.source, &one.analysis.table, &info()),
            Verb::Check => json::report(&one.source, &one.analysis, &self.options.triage),
        }
    }

    fn text(&self, one: &Done) -> String {
        match self.verb {
            Verb::Parse => text::table(&one.source, &one.analysis.table, self.options.locale),
            Verb::Check => text::findings(&one.source, &one.analysis, self.options.locale, self.all),
        }
    }

    fn write(&self, bytes: &[u8]) -> std::io::Result<()> {
        if let Some(file) = &self.output {
            return std::fs::write(file, bytes);
        }
        // A reader that closes the pipe early is no fault of ours.
        let _ = std::io::stdout().write_all(bytes);
        Ok(())
    }

    /// One file and its exit code.
    fn one(&self, file: &str) -> Result<(Done, u8), String> {
        let locale = self.options.locale;
        let bytes = read(file).map_err(|error| error.to_string())?;
        let read = text_of_file(&bytes, |bytes| decode(bytes, self.encoding))
            .map_err(|error| strings::error_sentence(&error, locale))?;
        let source = Source::new(file, read.text).with_worksheets(read.sheets);
        let analysis = analyze(&source, &self.settings);
        let unread = analysis.table.layout == Layout::Unknown;
        if unread {
            eprintln!("jixiao: {file}: {}", strings::UNREAD.get(locale));
        }
        let failed = self.verb == Verb::Check && self.fails(&source, &analysis);
        Ok((
            Done { source, analysis, encoding: read.encoding.map_or("", Encoding::label), media_type: read.media_type },
            if unread { 2 } else { u8::from(failed) },
        ))
    }

    /// What was ignored before fails no check.
    fn fails(&self, source: &Source, analysis: &Analysis) -> bool {
        let ids = finding_ids(source, &analysis.findings);
        let is_ignored =
            |id: &String| self.options.triage.get(id).is_some_and(|remark| remark.decision == Some(Decision::Ignored));
        let open = analysis.findings.iter().zip(&ids).filter(|(_, id)| !is_ignored(id));
        let counts = Counts::of(&open.map(|(finding, _)| finding.clone()).collect::<Vec<_>>());
        match self.fail_on {
            FailOn::Never => false,
            FailOn::Error => counts.errors > 0,
            FailOn::Warning => counts.errors + counts.warnings > 0,
            FailOn::Info => counts.errors + counts.warnings + counts.infos > 0,
        }
    }
}

fn printed(format: &str) -> Result<Printed, String> {
    let own = [("text", Printed::Text), ("json", Printed::Json)].into_iter();
    let formats: Vec<_> = own.chain(Format::KEYS.map(|(key, format)| (key, Printed::Export(format)))).collect();
    one_of("format", format, &formats)
}

fn settings_of_file(file: &str) -> Result<Settings, String> {
    let bytes = read(file).map_err(|error| format!("--settings: {file}: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("--settings: {file}: not valid UTF-8"))?;
    settings::from_json(&text).map_err(|error| format!("--settings: {file}: {error}"))
}

fn triage_of_file(file: &str) -> Result<Triage, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("--triage: {file}: {error}"))?;
    json::triage_from(&text).map_err(|error| format!("--triage: {file}: {error}"))
}

fn change(settings: &mut Settings, option: &str, value: &str) -> Result<(), String> {
    match option {
        "guidance" => {
            let guides = [("auto", None), ("88", Some(Guidance::No88Of2015)), ("101", Some(Guidance::No101Of2021))];
            settings.guidance = one_of("guidance", value, &guides)?;
        }
        "disable" | "enable" => {
            for rule in rules(option, value)? {
                settings.switch(rule, option == "enable");
            }
        }
        _ => {
            let set = value.split_once('=').is_some_and(|(key, number)| settings.thresholds.set(key, number));
            if !set {
                return Err(format!("--threshold: '{value}' is not key=number with a known key"));
            }
        }
    }
    Ok(())
}

/// The time in Beijing, or what SOURCE_DATE_EPOCH says, as `2026-03-05 14:20`.
fn now() -> Result<String, String> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(fixed) => fixed.parse().map_err(|_| format!("SOURCE_DATE_EPOCH: '{fixed}' is no number of seconds"))?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    Ok(clock::beijing(seconds))
}

fn read(file: &str) -> std::io::Result<Vec<u8>> {
    // One byte more than may be read, so that a larger file is seen to be one without being read whole.
    let limit = Source::LIMIT_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn value(args: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = args.value().map_err(|error| error.to_string())?;
    value.into_string().map_err(|_| format!("--{option}: not valid UTF-8"))
}

fn one_of<T: Clone>(option: &str, value: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let found = choices.iter().find(|(name, _)| *name == value).map(|(_, choice)| choice.clone());
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    found.ok_or_else(|| format!("{option}: '{value}' is not one of {}", names.join(", ")))
}

fn rules(option: &str, list: &str) -> Result<Vec<&'static Rule>, String> {
    let rule = |word| settings::rule(word).ok_or_else(|| format!("--{option}: there is no rule '{word}'"));
    list.split(',').map(str::trim).filter(|word| !word.is_empty()).map(rule).collect()
}

/// Chinese unless the environment asks for English.
fn locale_of_environment() -> Locale {
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if language.is_some_and(|language| language.starts_with("en")) { Locale::En } else { Locale::Zh }
}
