//! Every sentence of the interface, both languages side by side.

use crate::amount::MoneyUnit;
use crate::error::{Error, FileKind};
use crate::i18n::{Locale, Text, fill};
use crate::model::{Category, Fund, Inference};
use crate::rules::{Confidence, Guidance, Reason, ReviewPoint, Severity, Subject};

/// The product.
pub const PRODUCT: Text = Text { zh: "绩效目标表阅览器", en: "Jixiao performance-target reader" };
/// What it is not.
pub const DISCLAIMER: Text = Text {
    zh: "辅助审核，不替代财政部门审核意见。",
    en: "An aid to review; it does not replace the opinion of the finance department.",
};

/// 元, 万元, 亿元.
pub const fn money_unit(unit: MoneyUnit) -> Text {
    match unit {
        MoneyUnit::Yuan => Text { zh: "元", en: "yuan" },
        MoneyUnit::TenThousandYuan => Text { zh: "万元", en: "10,000 yuan" },
        MoneyUnit::HundredMillionYuan => Text { zh: "亿元", en: "100 million yuan" },
    }
}

/// 成本, 产出, 效益, 满意度.
pub const fn category(category: Category) -> Text {
    match category {
        Category::Cost => Text { zh: "成本指标", en: "cost" },
        Category::Output => Text { zh: "产出指标", en: "output" },
        Category::Benefit => Text { zh: "效益指标", en: "benefit" },
        Category::Satisfaction => Text { zh: "满意度指标", en: "satisfaction" },
    }
}

/// The money columns.
pub const fn fund(fund: Fund) -> Text {
    match fund {
        Fund::Total => Text { zh: "总计", en: "total" },
        Fund::FiscalAppropriation => Text { zh: "财政拨款", en: "fiscal appropriation" },
        Fund::SpecialAccount => Text { zh: "财政专户拨款", en: "special fiscal account" },
        Fund::CarryOver => Text { zh: "上年结转", en: "carried over from last year" },
        Fund::Other => Text { zh: "其他资金", en: "other funds" },
    }
}

/// 严重, 一般, 提示.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text { zh: "严重", en: "severe" },
        Severity::Warning => Text { zh: "一般", en: "ordinary" },
        Severity::Info => Text { zh: "提示", en: "note" },
    }
}

/// 确定, 存疑.
pub const fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Firm => Text { zh: "确定", en: "firm" },
        Confidence::Doubtful => Text { zh: "存疑", en: "doubtful" },
    }
}

/// The guides by number.
pub const fn guidance(guidance: Guidance) -> Text {
    match guidance {
        Guidance::No88Of2015 => Text { zh: "财预〔2015〕88号", en: "Caiyu [2015] No. 88" },
        Guidance::No101Of2021 => Text { zh: "财预〔2021〕101号", en: "Caiyu [2021] No. 101" },
    }
}

/// The points of the review standard.
pub const fn review_point(point: ReviewPoint) -> Text {
    match point {
        ReviewPoint::FormAndCompleteness => Text { zh: "规范完整性", en: "form and completeness" },
        ReviewPoint::Clarity => Text { zh: "明确清晰性", en: "clarity" },
        ReviewPoint::IndicatorSoundness => Text { zh: "指标科学性", en: "soundness of indicators" },
        ReviewPoint::Reasonableness => Text { zh: "绩效合理性", en: "reasonableness of performance" },
        ReviewPoint::MatchWithFunds => Text { zh: "资金匹配性", en: "match with funds" },
    }
}

/// Why a rule could not be judged.
pub const fn reason(reason: Reason) -> Text {
    match reason {
        Reason::ValueUnreadable => {
            Text { zh: "所需的值在原文中无法读取", en: "the value it needs cannot be read in the text" }
        }
        Reason::ValueAbsent => {
            Text { zh: "原文中没有所需的值", en: "the text does not show the value it needs" }
        }
        Reason::CutShort => {
            Text { zh: "原文似乎在此之前已截断", en: "the text seems to be cut off before this place" }
        }
        Reason::YearUnknown => Text {
            zh: "年度既未写明，也无法推定",
            en: "the year is neither printed nor can it be inferred",
        },
    }
}

/// What went wrong and what to do, as a sentence.
pub fn error_sentence(error: &Error, locale: Locale) -> String {
    match error {
        Error::NotText { looks_like } => not_text(*looks_like).get(locale).to_owned(),
        Error::TooLarge { bytes, limit } => {
            let mib = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
            fill(TOO_LARGE.get(locale), &[("size", &mib(*bytes)), ("limit", &mib(*limit))])
        }
    }
}

const TOO_LARGE: Text = Text {
    zh: "文件约 {size} MiB，超过可读取的 {limit} MiB。请拆分后分次打开，或只复制需要的部分粘贴。",
    en: "The file has about {size} MiB; up to {limit} MiB can be read. Please split it, or paste only the part you need.",
};

const fn not_text(kind: FileKind) -> Text {
    match kind {
        FileKind::Pdf => Text {
            zh: "这是一个 PDF 文件，暂不能直接读取。请用 PDF 阅读器打开，全选并复制文字，再粘贴到此处。",
            en: "This is a PDF file, which cannot be read directly yet. Please open it in a PDF reader, select and copy all text, and paste it here.",
        },
        FileKind::Picture => Text {
            zh: "这是一张图片，其中没有可读取的文字。请找到原始文件，或先用文字识别软件转成文字，再粘贴到此处。",
            en: "This is a picture and holds no text that can be read. Please find the original file, or turn it into text with OCR software first, and paste that here.",
        },
        FileKind::Zip | FileKind::OldOffice => Text {
            zh: "这是 Office 文件或压缩包，暂不能直接读取。请用相应软件打开，全选并复制表格，再粘贴到此处。",
            en: "This is an Office file or an archive, which cannot be read directly yet. Please open it in its program, select and copy the table, and paste it here.",
        },
        FileKind::Unknown => Text {
            zh: "这个文件不是文本，无法读取。请打开原始文件，复制表格文字，再粘贴到此处。",
            en: "This file is not text and cannot be read. Please open the original, copy the text of the table, and paste it here.",
        },
    }
}

/// A field the text does not show.
pub const NOT_PRINTED: Text = Text { zh: "（未印出）", en: "(not printed)" };
/// How much of a text was understood.
pub const COVERAGE: Text = Text {
    zh: "共 {characters} 个字符，已识别 {claimed} 个。",
    en: "{claimed} of {characters} characters were understood.",
};
/// How many findings there are.
pub const COUNTS: Text = Text {
    zh: "严重 {errors} · 一般 {warnings} · 提示 {infos} · 存疑 {doubtful} · 无法判定 {undecided}",
    en: "{errors} severe · {warnings} ordinary · {infos} notes · {doubtful} doubtful · {undecided} undecided",
};

/// Where something is, in the reader's own coordinates: 第10个项目·指标3.
pub fn place(subject: Subject, locale: Locale) -> String {
    let number = |index: usize| (index + 1).to_string();
    match subject {
        Subject::Document => Text { zh: "全表", en: "whole table" }.get(locale).to_owned(),
        Subject::Unit(unit) => Text { zh: "第{n}个单位", en: "unit {n}" }.fill(locale, &[("n", &number(unit))]),
        Subject::Project(project) => {
            Text { zh: "第{n}个项目", en: "project {n}" }.fill(locale, &[("n", &number(project))])
        }
        Subject::Indicator { project, index } => {
            let text = Text { zh: "第{n}个项目·指标{m}", en: "project {n}, indicator {m}" };
            text.fill(locale, &[("n", &number(project)), ("m", &number(index))])
        }
    }
}

/// Why something was inferred.
pub const fn inference(inference: &Inference) -> Text {
    match inference {
        Inference::BudgetYear { .. } => Text {
            zh: "表头没有年度，取项目名称和绩效目标中出现最多的单一年份",
            en: "the header prints no year; this is the commonest single year in project names and objectives",
        },
        Inference::MoneyUnit { .. } => Text {
            zh: "原文没有“单位：”，按通行格式作万元",
            en: "the text prints no unit of money; 10,000 yuan is the usual one",
        },
    }
}

/// Nothing was recognised.
pub const UNREAD: Text = Text {
    zh: "未能识别为绩效目标表：没有找到“N、产出指标：…，年度指标值：…”这样的指标，也没有找到项目和金额的表头。",
    en: "not recognised as a performance-target table: neither indicators such as 'N、产出指标：…，年度指标值：…' nor column heads were found.",
};

/// `jixiao --help`.
pub const USAGE: Text = Text {
    zh: "\
用法：jixiao parse 文件…     读取绩效目标表，列出读到的内容
      jixiao check 文件…     审核指标，列出发现的问题

文件写作 - 时读取标准输入。

  --format text|json         输出格式（默认 text）
  --lang zh|en               语言
  --encoding auto|utf-8|gb18030|utf-16le|utf-16be|big5
  --guidance auto|88|101     审核口径（check）
  --disable C18,…            不检查的规则（check）
  --threshold 键=数值        调整阈值，可重复（check）
  --all                      存疑的问题也列出（check）
  --fail-on error|warning|info|never   达到何种级别时退出码为 1（默认 warning）

退出码：0 读取成功，且没有达到该级别的确定问题；1 有；2 无法读取，或参数有误。
",
    en: "\
Usage: jixiao parse FILE…    read performance-target tables and print what was read
       jixiao check FILE…    review the indicators and print the findings

'-' reads standard input.

  --format text|json         output format (text unless told)
  --lang zh|en               language
  --encoding auto|utf-8|gb18030|utf-16le|utf-16be|big5
  --guidance auto|88|101     by which guide to judge (check)
  --disable C18,…            rules to leave out (check)
  --threshold key=number     change a threshold, may be repeated (check)
  --all                      print doubtful findings too (check)
  --fail-on error|warning|info|never   from which severity on to exit with 1 (warning unless told)

Exit status: 0 read, and no firm finding of that severity; 1 some; 2 nothing could be read, or wrong arguments.
",
};
