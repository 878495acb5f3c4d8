//! The command line: `jixiao parse | check`. No network; `-` reads standard input.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line prints")]

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::process::ExitCode;

use jixiao::convert::text_of_file;
use jixiao::decode::{Encoding, decode};
use jixiao::model::Layout;
use jixiao::report::json::SourceInfo;
use jixiao::report::{Counts, json, text};
use jixiao::rules::{Code, RULES, Rule};
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

struct Command {
    verb: Verb,
    files: Vec<String>,
    json: bool,
    encoding: Option<Encoding>,
    locale: Locale,
    settings: Settings,
    all: bool,
    fail_on: FailOn,
}

impl Command {
    fn from_args() -> Result<Self, String> {
        let mut args = lexopt::Parser::from_env();
        let mut command = Self {
            verb: Verb::Parse,
            files: Vec::new(),
            json: false,
            encoding: None,
            locale: locale_of_environment(),
            settings: Settings::default(),
            all: false,
            fail_on: FailOn::Warning,
        };
        let mut verb = None;
        let wrong = |error: lexopt::Error| error.to_string();
        while let Some(arg) = args.next().map_err(wrong)? {
            match arg {
                Short('h') | Long("help") => {
                    print!("{}", strings::USAGE.get(command.locale));
                    std::process::exit(0);
                }
                Short('V') | Long("version") => {
                    println!("jixiao {}", env!("CARGO_PKG_VERSION"));
                    std::process::exit(0);
                }
                Long("format") => {
                    command.json = one_of("format", &value(&mut args, "format")?, &[("text", false), ("json", true)])?;
                }
                Long("lang") => {
                    command.locale =
                        one_of("lang", &value(&mut args, "lang")?, &[("zh", Locale::Zh), ("en", Locale::En)])?;
                }
                Long("encoding") => {
                    let label = value(&mut args, "encoding")?;
                    command.encoding = match label.as_str() {
                        "auto" => None,
                        _ => Some(
                            Encoding::from_label(&label)
                                .ok_or_else(|| format!("--encoding: unknown value '{label}'"))?,
                        ),
                    };
                }
                Long("guidance") => {
                    let guides =
                        [("auto", None), ("88", Some(Guidance::No88Of2015)), ("101", Some(Guidance::No101Of2021))];
                    command.settings.guidance = one_of("guidance", &value(&mut args, "guidance")?, &guides)?;
                }
                Long("disable") => command.settings.disabled = codes(&value(&mut args, "disable")?)?,
                Long("threshold") => {
                    let setting = value(&mut args, "threshold")?;
                    let set = setting
                        .split_once('=')
                        .is_some_and(|(key, number)| command.settings.thresholds.set(key, number));
                    if !set {
                        return Err(format!("--threshold: '{setting}' is not key=number with a known key"));
                    }
                }
                Long("all") => command.all = true,
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
        command.verb = verb.ok_or("say 'parse' or 'check'; 'jixiao --help' tells more")?;
        if command.files.is_empty() {
            return Err("name a file, or '-' for standard input".to_owned());
        }
        Ok(command)
    }

    fn run(&self) -> ExitCode {
        let mut documents = Vec::new();
        let mut printed = String::new();
        let mut worst = 0;
        for file in &self.files {
            match self.one(file) {
                Ok((document, text, code)) => {
                    documents.push(document);
                    if self.files.len() > 1 {
                        printed.extend([file.as_str(), "\n"]);
                    }
                    printed.push_str(&text);
                    worst = worst.max(code);
                }
                Err(message) => {
                    eprintln!("jixiao: {file}: {message}");
                    worst = 2;
                }
            }
        }
        if self.json {
            let whole = match <[serde_json::Value; 1]>::try_from(documents) {
                Ok([document]) if self.files.len() == 1 => document,
                Ok(one) => one.to_vec().into(),
                Err(many) => many.into(),
            };
            if self.files.len() > 1 || !whole.as_array().is_some_and(Vec::is_empty) {
                printed = format!("{whole:#}\n");
            }
        }
        // A reader that closes the pipe early is no fault of ours.
        let _ = std::io::stdout().write_all(printed.as_bytes());
        ExitCode::from(worst)
    }

    /// One file: its JSON document, its text, its exit code.
    fn one(&self, file: &str) -> Result<(serde_json::Value, String, u8), String> {
        let bytes = read(file).map_err(|error| error.to_string())?;
        let (text, encoding, media_type) = text_of_file(&bytes, |bytes| decode(bytes, self.encoding))
            .map_err(|error| strings::error_sentence(&error, self.locale))?;
        let source = Source::new(file, text);
        let analysis = analyze(&source, &self.settings);
        let unread = analysis.table.layout == Layout::Unknown;
        if unread {
            eprintln!("jixiao: {file}: {}", strings::UNREAD.get(self.locale));
        }
        let (document, printed) = match self.verb {
            Verb::Parse => {
                let info = SourceInfo {
                    name: file.to_owned(),
                    encoding: encoding.map_or("", Encoding::label).to_owned(),
                    media_type: media_type.to_owned(),
                };
                (json::table(&source, &analysis.table, &info), text::table(&source, &analysis.table, self.locale))
            }
            Verb::Check => {
                (json::report(&source, &analysis), text::findings(&source, &analysis, self.locale, self.all))
            }
        };
        let failed = self.verb == Verb::Check && self.fails(&analysis);
        Ok((document, printed, if unread { 2 } else { u8::from(failed) }))
    }

    fn fails(&self, analysis: &Analysis) -> bool {
        let counts = Counts::of(&analysis.findings);
        match self.fail_on {
            FailOn::Never => false,
            FailOn::Error => counts.errors > 0,
            FailOn::Warning => counts.errors + counts.warnings > 0,
            FailOn::Info => counts.errors + counts.warnings + counts.infos > 0,
        }
    }
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

fn codes(list: &str) -> Result<BTreeSet<Code>, String> {
    let code = |word: &str| {
        let rule = Rule::from_code(word).or_else(|| RULES.iter().copied().find(|rule| rule.name == word));
        rule.map(|rule| rule.code).ok_or_else(|| format!("--disable: there is no rule '{word}'"))
    };
    list.split(',').map(str::trim).filter(|word| !word.is_empty()).map(code).collect()
}

/// Chinese unless the environment asks for English.
fn locale_of_environment() -> Locale {
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if language.is_some_and(|language| language.starts_with("en")) { Locale::En } else { Locale::Zh }
}
