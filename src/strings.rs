//! Every sentence of the interface, both languages side by side.

use crate::amount::MoneyUnit;
use crate::error::{Error, FileKind};
use crate::i18n::{Locale, Text, fill};
use crate::model::{Category, Fund};
use crate::rules::{Confidence, Guidance, Reason, ReviewPoint, Severity};

/// The product.
pub const PRODUCT: Text = Text {
    zh: "绩效目标表阅览器",
    en: "Jixiao performance-target reader",
};
/// What it is not.
pub const DISCLAIMER: Text = Text {
    zh: "辅助审核，不替代财政部门审核意见。",
    en: "An aid to review; it does not replace the opinion of the finance department.",
};

/// 元, 万元, 亿元.
pub const fn money_unit(unit: MoneyUnit) -> Text {
    match unit {
        MoneyUnit::Yuan => Text {
            zh: "元",
            en: "yuan",
        },
        MoneyUnit::TenThousandYuan => Text {
            zh: "万元",
            en: "10,000 yuan",
        },
        MoneyUnit::HundredMillionYuan => Text {
            zh: "亿元",
            en: "100 million yuan",
        },
    }
}

/// 成本, 产出, 效益, 满意度.
pub const fn category(category: Category) -> Text {
    match category {
        Category::Cost => Text {
            zh: "成本指标",
            en: "cost",
        },
        Category::Output => Text {
            zh: "产出指标",
            en: "output",
        },
        Category::Benefit => Text {
            zh: "效益指标",
            en: "benefit",
        },
        Category::Satisfaction => Text {
            zh: "满意度指标",
            en: "satisfaction",
        },
    }
}

/// The money columns.
pub const fn fund(fund: Fund) -> Text {
    match fund {
        Fund::Total => Text {
            zh: "总计",
            en: "total",
        },
        Fund::FiscalAppropriation => Text {
            zh: "财政拨款",
            en: "fiscal appropriation",
        },
        Fund::SpecialAccount => Text {
            zh: "财政专户拨款",
            en: "special fiscal account",
        },
        Fund::Other => Text {
            zh: "其他资金",
            en: "other funds",
        },
    }
}

/// 严重, 一般, 提示.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text {
            zh: "严重",
            en: "severe",
        },
        Severity::Warning => Text {
            zh: "一般",
            en: "ordinary",
        },
        Severity::Info => Text {
            zh: "提示",
            en: "note",
        },
    }
}

/// 确定, 存疑.
pub const fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Firm => Text {
            zh: "确定",
            en: "firm",
        },
        Confidence::Doubtful => Text {
            zh: "存疑",
            en: "doubtful",
        },
    }
}

/// The guides by number.
pub const fn guidance(guidance: Guidance) -> Text {
    match guidance {
        Guidance::No88Of2015 => Text {
            zh: "财预〔2015〕88号",
            en: "Caiyu [2015] No. 88",
        },
        Guidance::No101Of2021 => Text {
            zh: "财预〔2021〕101号",
            en: "Caiyu [2021] No. 101",
        },
    }
}

/// The points of the review standard.
pub const fn review_point(point: ReviewPoint) -> Text {
    match point {
        ReviewPoint::FormAndCompleteness => Text {
            zh: "规范完整性",
            en: "form and completeness",
        },
        ReviewPoint::Clarity => Text {
            zh: "明确清晰性",
            en: "clarity",
        },
        ReviewPoint::IndicatorSoundness => Text {
            zh: "指标科学性",
            en: "soundness of indicators",
        },
        ReviewPoint::Reasonableness => Text {
            zh: "绩效合理性",
            en: "reasonableness of performance",
        },
        ReviewPoint::MatchWithFunds => Text {
            zh: "资金匹配性",
            en: "match with funds",
        },
    }
}

/// Why a rule could not be judged.
pub const fn reason(reason: Reason) -> Text {
    match reason {
        Reason::ValueUnreadable => Text {
            zh: "所需的值在原文中无法读取",
            en: "the value it needs cannot be read in the text",
        },
        Reason::ValueAbsent => Text {
            zh: "原文中没有所需的值",
            en: "the text does not show the value it needs",
        },
        Reason::CutShort => Text {
            zh: "原文似乎在此之前已截断",
            en: "the text seems to be cut off before this place",
        },
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
            fill(
                TOO_LARGE.get(locale),
                &[("size", &mib(*bytes)), ("limit", &mib(*limit))],
            )
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
