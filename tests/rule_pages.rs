//! The page of every rule: its sections, and its examples as tests of the rule.
//!
//! An example is a block fenced as `input`. A line that ends in `← C18` is one on which exactly that rule finds
//! something, `← C18 存疑` (or `doubtful`) one where it is not sure; all other lines are clean of this rule. The marks are
//! removed before reading. A line `profile: 101` directly above a block chooses the guidance.

use std::collections::BTreeSet;

use jixiao::rules::{Confidence, Finding, Guidance, RULES, Rule};
use jixiao::{Analysis, Locale, Settings, Source, analyze};

const LOCALES: [Locale; 2] = [Locale::Zh, Locale::En];
const SECTIONS: [(Locale, [&str; 5]); 2] = [
    (Locale::Zh, ["检查什么", "依据", "示例", "怎么改", "例外"]),
    (Locale::En, ["What is checked", "Basis", "Example", "How to fix", "Exceptions"]),
];

/// A block of a page.
struct Example {
    text: String,
    guidance: Option<Guidance>,
    /// Lines (from 1) on which the rule must find something, and whether it is sure.
    expected: BTreeSet<(u32, bool)>,
    clean_lines: usize,
}

fn examples(rule: &Rule, locale: Locale) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    let mut above = "";
    for line in rule.page(locale).lines() {
        match &mut open {
            None if line == "```input" => {
                let key = above.strip_prefix("profile: ");
                let guidance = key.map(|key| Guidance::from_key(key).expect("a guidance"));
                open = Some(Example { text: String::new(), guidance, expected: BTreeSet::new(), clean_lines: 0 });
            }
            None => above = line,
            Some(_) if line == "```" => examples.extend(open.take()),
            Some(example) => example.push(rule, line),
        }
    }
    assert!(open.is_none(), "{rule:?} {locale:?}: an example has no end");
    examples
}

impl Example {
    fn push(&mut self, rule: &Rule, line: &str) {
        let (text, mark) = line.split_once('←').map_or((line, None), |(text, mark)| (text, Some(mark.trim())));
        let number = u32::try_from(self.text.lines().count()).expect("a short page") + 1;
        if let Some(mark) = mark {
            let (code, sure) = mark.split_once(' ').map_or((mark, true), |(code, word)| {
                assert!(["存疑", "doubtful"].contains(&word), "{rule:?}: unknown mark {mark}");
                (code, false)
            });
            assert_eq!(code, rule.code.to_string(), "a page marks its own rule only: {line}");
            self.expected.insert((number, sure));
        } else if !line.trim().is_empty() {
            self.clean_lines += 1;
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// With the rules of the reserve too.
    fn analyze(&self) -> (Source, Analysis) {
        let source = Source::new("", self.text.as_str());
        let mut settings = Settings { guidance: self.guidance, ..Settings::default() };
        for rule in RULES {
            settings.switch(rule, true);
        }
        let analysis = analyze(&source, &settings);
        (source, analysis)
    }
}

#[test]
fn every_example_is_found_where_it_is_marked_and_nowhere_else() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for locale in LOCALES {
            for example in examples(rule, locale) {
                let (source, analysis) = example.analyze();
                let own = analysis.findings.iter().filter(|finding| finding.rule == *rule);
                let place = |finding: &Finding| {
                    let line = source.position(finding.origin.start()).line;
                    (line, finding.confidence == Confidence::Firm)
                };
                let found: BTreeSet<_> = own.map(place).collect();
                if found != example.expected {
                    wrong.push(format!(
                        "{rule:?} {locale:?}: expected {:?}, found {found:?} in\n{}",
                        example.expected, example.text
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "(line, is it sure)\n{}", wrong.join("\n"));
}

#[test]
fn every_page_shows_a_line_that_is_found_and_one_that_is_clean() {
    for rule in RULES {
        for locale in LOCALES {
            let examples = examples(rule, locale);
            assert!(examples.iter().any(|example| !example.expected.is_empty()), "{rule:?} {locale:?}: nothing found");
            assert!(examples.iter().any(|example| example.clean_lines > 0), "{rule:?} {locale:?}: nothing clean");
        }
    }
}

#[test]
fn every_page_has_its_title_and_its_sections_in_order() {
    for rule in RULES {
        for (locale, sections) in SECTIONS {
            let page = rule.page(locale);
            let mut fenced = false;
            let mut heads = Vec::new();
            for line in page.lines() {
                fenced ^= line.starts_with("```");
                if line.starts_with('#') && !fenced {
                    heads.push(line.to_owned());
                }
            }
            let mut expected = vec![format!("# {}", rule.title.get(locale))];
            expected.extend(sections.iter().map(|section| format!("## {section}")));
            assert_eq!(heads, expected, "{rule:?} {locale:?}");
        }
        assert_ne!(rule.page(Locale::Zh), rule.page(Locale::En), "{rule:?} has no English page");
    }
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let folder = std::fs::read_dir("src/rules/pages").expect("the pages are there");
    let pages: BTreeSet<String> =
        folder.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    let expected: BTreeSet<String> = RULES.iter().map(|rule| format!("{}-{}.md", rule.code, rule.name)).collect();
    assert_eq!(pages, expected);
    assert_eq!(expected.len(), RULES.len(), "a code and a name are used once");
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!((codes.len(), names.len()), (RULES.len(), RULES.len()), "a code or a name is used twice");
    for rule in RULES {
        let file = format!("src/rules/pages/{}-{}.md", rule.code, rule.name);
        let text = std::fs::read_to_string(&file).expect("just listed");
        let (zh, en) = text.split_once("\n---\n").expect("two languages");
        assert!(rule.page(Locale::Zh) == zh && en.trim_start() == rule.page(Locale::En), "{file} is not {rule:?}'s");
    }
}

/// The `{placeholders}` of a sentence.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_of_a_message_say_the_same_things() {
    for rule in RULES {
        assert!(!rule.messages.is_empty(), "{rule:?} has nothing to say");
        for message in rule.messages {
            assert_eq!(placeholders(message.zh), placeholders(message.en), "{rule:?}: {}", message.en);
            assert!(!message.zh.is_empty() && !message.en.is_empty(), "{rule:?} has an empty message");
        }
    }
}

#[test]
fn every_sentence_of_an_example_is_whole_and_uses_all_it_knows() {
    for rule in RULES {
        for locale in LOCALES {
            for example in examples(rule, locale) {
                example.analyze().1.findings.iter().for_each(sentence_is_whole);
            }
        }
    }
}

fn sentence_is_whole(finding: &Finding) {
    let rule = finding.rule;
    let message = rule.messages.get(finding.message).unwrap_or_else(|| panic!("{rule:?} has no such message"));
    let args: BTreeSet<&str> = finding.args.iter().map(|(name, _)| *name).collect();
    assert_eq!(args.len(), finding.args.len(), "{rule:?} fills a placeholder twice");
    for locale in LOCALES {
        assert_eq!(args, placeholders(message.get(locale)), "{rule:?}: {}", message.get(locale));
        assert!(!finding.sentence(locale).contains('{'), "{rule:?}: {}", finding.sentence(locale));
    }
}
