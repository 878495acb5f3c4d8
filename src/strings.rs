//! Every sentence of the interface, both languages side by side.

use crate::amount::MoneyUnit;
use crate::error::{Error, FileKind};
use crate::i18n::{Locale, Text, fill, text};
use crate::model::{Category, Fund, Inference};
use crate::rules::{Confidence, Guidance, Reason, ReviewPoint, Role, Severity, Subject};

/// The product.
pub const PRODUCT: Text = text!("绩效目标表阅览器", "Jixiao performance-target reader");
/// What it is not.
pub const DISCLAIMER: Text = text!(
    "辅助审核，不替代财政部门审核意见。",
    "An aid to review; it does not replace the opinion of the finance department."
);

/// 元, 万元, 亿元.
pub const fn money_unit(unit: MoneyUnit) -> Text {
    match unit {
        MoneyUnit::Yuan => text!("元", "yuan"),
        MoneyUnit::TenThousandYuan => text!("万元", "10,000 yuan"),
        MoneyUnit::HundredMillionYuan => text!("亿元", "100 million yuan"),
    }
}

/// 成本, 产出, 效益, 满意度.
pub const fn category(category: Category) -> Text {
    match category {
        Category::Cost => text!("成本指标", "cost"),
        Category::Output => text!("产出指标", "output"),
        Category::Benefit => text!("效益指标", "benefit"),
        Category::Satisfaction => text!("满意度指标", "satisfaction"),
    }
}

/// The money columns.
pub const fn fund(fund: Fund) -> Text {
    match fund {
        Fund::Total => text!("总计", "total"),
        Fund::FiscalAppropriation => text!("财政拨款", "fiscal appropriation"),
        Fund::SpecialAccount => text!("财政专户拨款", "special fiscal account"),
        Fund::CarryOver => text!("上年结转", "carried over from last year"),
        Fund::Other => text!("其他资金", "other funds"),
    }
}

/// 严重, 一般, 提示.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => text!("严重", "severe"),
        Severity::Warning => text!("一般", "ordinary"),
        Severity::Info => text!("提示", "note"),
    }
}

/// 确定, 存疑.
pub const fn confidence(confidence: Confidence) -> Text {
    match confidence {
        Confidence::Firm => text!("确定", "firm"),
        Confidence::Doubtful => text!("存疑", "doubtful"),
    }
}

/// The guides by number.
pub const fn guidance(guidance: Guidance) -> Text {
    match guidance {
        Guidance::No88Of2015 => text!("财预〔2015〕88号", "Caiyu [2015] No. 88"),
        Guidance::No101Of2021 => text!("财预〔2021〕101号", "Caiyu [2021] No. 101"),
    }
}

/// The points of the review standard.
pub const fn review_point(point: ReviewPoint) -> Text {
    match point {
        ReviewPoint::FormAndCompleteness => text!("规范完整性", "form and completeness"),
        ReviewPoint::Clarity => text!("明确清晰性", "clarity"),
        ReviewPoint::IndicatorSoundness => text!("指标科学性", "soundness of indicators"),
        ReviewPoint::Reasonableness => text!("绩效合理性", "reasonableness of performance"),
        ReviewPoint::MatchWithFunds => text!("资金匹配性", "match with funds"),
    }
}

/// Why a rule could not be judged.
pub const fn reason(reason: Reason) -> Text {
    match reason {
        Reason::ValueUnreadable => {
            text!("所需的值在原文中无法读取", "the value it needs cannot be read in the text")
        }
        Reason::ValueAbsent => {
            text!("原文中没有所需的值", "the text does not show the value it needs")
        }
        Reason::CutShort => {
            text!("原文似乎在此之前已截断", "the text seems to be cut off before this place")
        }
        Reason::Scattered => text!(
            "各栏文字混在一起，或有大段文字未能识别，读出的内容不足以判断",
            "the columns are mixed up or much of the text was not understood, too much to judge by it"
        ),
        Reason::YearUnknown => text!("年度既未写明，也无法推定", "the year is neither printed nor can it be inferred"),
    }
}

/// The second program could not be loaded.
pub const ANNEX_MISSING: Text = text!(
    "读取这类文件的程序未能载入。请检查网络后再试，或打开文件，全选并复制表格，再粘贴到此处。",
    "The program that reads such files could not be loaded. Please check the network and try again, or open the file, copy the whole table and paste it here."
);

/// The second program could not be loaded, and the text is hardly a list.
pub const READERS_MISSING: Text = text!(
    "识别这种版式的程序未能载入，以下仅按清单版式读取，可能不完整。请检查网络后重新粘贴。",
    "The program that reads this layout could not be loaded. What follows was read as a plain list and may be incomplete. Please check the network and paste again."
);

/// The second program is loaded, or reads
pub const CONVERTING: Text = text!("正在读取文件……", "Reading the file…");

/// What went wrong and what to do, as a sentence.
pub fn error_sentence(error: &Error, locale: Locale) -> String {
    match error {
        Error::TooManyCells { limit } => TOO_MANY_CELLS.fill(locale, &[("limit", &limit.to_string())]),
        Error::NotText { looks_like } => not_text(*looks_like).get(locale).to_owned(),
        Error::TooLarge { bytes, limit } => {
            let mib = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
            fill(TOO_LARGE.get(locale), &[("size", &mib(*bytes)), ("limit", &mib(*limit))])
        }
    }
}

const TOO_MANY_CELLS: Text = text!(
    "工作表的单元格超过 {limit} 个，无法读取。请删去表格以外的内容，或只复制需要的部分粘贴。",
    "A sheet has more than {limit} cells, too many to be read. Please delete what is not the table, or paste only the part you need."
);

const TOO_LARGE: Text = text!(
    "文件约 {size} MiB，超过可读取的 {limit} MiB。请拆分后分次打开，或只复制需要的部分粘贴。",
    "The file has about {size} MiB; up to {limit} MiB can be read. Please split it, or paste only the part you need."
);

const fn not_text(kind: FileKind) -> Text {
    match kind {
        FileKind::Pdf => text!(
            "这是一个 PDF 文件，暂不能直接读取。请用 PDF 阅读器打开，全选并复制文字，再粘贴到此处。",
            "This is a PDF file, which cannot be read directly yet. Please open it in a PDF reader, select and copy all text, and paste it here."
        ),
        FileKind::Picture => text!(
            "这是一张图片，其中没有可读取的文字。请找到原始文件，或先用文字识别软件转成文字，再粘贴到此处。",
            "This is a picture and holds no text that can be read. Please find the original file, or turn it into text with OCR software first, and paste that here."
        ),
        FileKind::Zip | FileKind::OldOffice => text!(
            "这个文件不是可读取的工作簿（xlsx、xls、ods）。请用相应软件打开，全选并复制表格，再粘贴到此处。",
            "This file is no workbook that can be read (xlsx, xls, ods). Please open it in its program, copy the whole table and paste it here."
        ),
        FileKind::Unknown => text!(
            "这个文件不是文本，无法读取。请打开原始文件，复制表格文字，再粘贴到此处。",
            "This file is not text and cannot be read. Please open the original, copy the text of the table, and paste it here."
        ),
    }
}

/// A field of which nothing was read: the text does not show it, or nobody could put it in its place.
pub const NOT_READ: Text = text!("（未读到）", "(not read)");
/// How much of a text was understood.
pub const COVERAGE: Text =
    text!("共 {characters} 个字符，已识别 {claimed} 个。", "{claimed} of {characters} characters were understood.");
/// How many findings there are.
pub const COUNTS: Text = text!(
    "严重 {errors} · 一般 {warnings} · 提示 {infos} · 存疑 {doubtful} · 无法判定 {undecided}",
    "{errors} severe · {warnings} ordinary · {infos} notes · {doubtful} doubtful · {undecided} undecided"
);

/// Where something is, in the reader's own coordinates: 第10个项目·指标3.
pub fn place(subject: Subject, locale: Locale) -> String {
    let number = |index: usize| (index + 1).to_string();
    match subject {
        Subject::Document => text!("全表", "whole table").get(locale).to_owned(),
        Subject::Unit(unit) => text!("第{n}个单位", "unit {n}").fill(locale, &[("n", &number(unit))]),
        Subject::Project(project) => text!("第{n}个项目", "project {n}").fill(locale, &[("n", &number(project))]),
        Subject::Indicator { project, index } => {
            let text = text!("第{n}个项目·指标{m}", "project {n}, indicator {m}");
            text.fill(locale, &[("n", &number(project)), ("m", &number(index))])
        }
    }
}

/// Why something was inferred.
pub const fn inference(inference: &Inference) -> Text {
    match inference {
        Inference::BudgetYear { .. } => text!(
            "表头没有年度，取项目名称和绩效目标中出现最多的单一年份",
            "the header prints no year; this is the commonest single year in project names and objectives"
        ),
        Inference::MoneyUnit { .. } => text!(
            "原文没有“单位：”，按通行格式作万元",
            "the text prints no unit of money; 10,000 yuan is the usual one"
        ),
    }
}

/// Nothing was recognised.
pub const UNREAD: Text = text!(
    "未能识别为绩效目标表：没有找到“N、产出指标：…，年度指标值：…”这样的指标，也没有找到项目和金额的表头。",
    "not recognised as a performance-target table: neither indicators such as 'N、产出指标：…，年度指标值：…' nor column heads were found."
);

/// Skip to the content
pub const SKIP: Text = text!("跳到正文", "Skip to the content");

/// Paste a performance-target table to see project cards and a review …
pub const LANDING: Text = text!(
    "粘贴绩效目标表，即可看到项目卡片和指标审核报告，每一处都能对回原文。",
    "Paste a performance-target table to see project cards and a review of its indicators, each tied to its place in the text."
);

/// Paste the text of the table here
pub const PASTE_HERE: Text = text!("在此粘贴表格文字", "Paste the text of the table here");

/// Read it
pub const READ: Text = text!("读取", "Read it");

/// Choose a file
pub const CHOOSE_FILE: Text = text!("选择文件", "Choose a file");

/// Samples
pub const SAMPLES: Text = text!("示例", "Samples");

/// Sample 1: Guangzhou Finance Bureau
pub const SAMPLE_REAL: Text = text!("示例一：广州市财政局", "Sample 1: Guangzhou Finance Bureau");

/// Sample 2: a table in good order
pub const SAMPLE_CLEAN: Text = text!("示例二：较规范的表", "Sample 2: a table in good order");

/// Sample 3: a messy PDF copy
pub const SAMPLE_MESSY: Text = text!("示例三：PDF 复制的乱文", "Sample 3: a messy PDF copy");

/// Nothing leaves this machine.
pub const STAYS_HERE: Text = text!("内容不会离开本机。", "Nothing leaves this machine.");

/// Drop it to open it
pub const DROP_HERE: Text = text!("松开即可打开", "Drop it to open it");

/// Encoding
pub const ENCODING: Text = text!("编码", "Encoding");

/// Close
pub const CLOSE: Text = text!("关闭", "Close");

/// Cancel
pub const CANCEL: Text = text!("取消", "Cancel");

/// Start again
pub const OPEN_OTHER: Text = text!("重新开始", "Start again");

/// Paste again
pub const START_AGAIN: Text = text!("重新粘贴", "Paste again");

/// Share
pub const SHARE: Text = text!("分享", "Share");

/// Export
pub const EXPORT: Text = text!("导出", "Export");
/// What can be exported
pub const EXPORT_WHAT: Text = text!("请选择要保存的文件：", "Please choose the file to save:");
/// Formats: key, ending, what it is.
pub const EXPORTS: [(&str, &str, Text); 10] = [
    ("report-html", "html", text!("审核报告（可打印）", "Review report (printable)")),
    ("xlsx", "xlsx", text!("审核表（工作簿）", "Review table (workbook)")),
    ("csv", "csv", text!("审核表（CSV）", "Review table (CSV)")),
    ("md", "md", text!("审核表（Markdown）", "Review table (Markdown)")),
    ("form-html", "html", text!("八项审核表（可打印）", "Eight-point review form (printable)")),
    ("form-md", "md", text!("八项审核表（Markdown）", "Eight-point review form (Markdown)")),
    ("opinion-html", "html", text!("分类审核意见（可打印）", "Opinion by category (printable)")),
    ("opinion-md", "md", text!("分类审核意见（Markdown）", "Opinion by category (Markdown)")),
    ("json", "json", text!("问题清单（JSON）", "Findings (JSON)")),
    ("sarif", "sarif", text!("问题清单（SARIF 2.1.0）", "Findings (SARIF 2.1.0)")),
];
/// Without doubtful ones
pub const EXPORT_ONLY_FIRM: Text = text!("不含存疑问题", "Without doubtful findings");
/// An export is being written
pub const EXPORT_WRITING: Text = text!("正在生成……", "Writing …");
/// An export was saved
pub const EXPORT_WRITTEN: Text = text!(
    "已交由浏览器保存，请查看下载文件夹。",
    "Handed to the browser to save; please look in your downloads folder."
);
/// What exports are
pub const EXPORT_NOTE: Text = text!(
    "文件在本机生成，不会上传。无法由程序判断的项目写明“需人工审核”，不填写等级和分数。",
    "The file is written on this machine; nothing is uploaded. What the program cannot judge says so, and no grade or score is filled in."
);

/// Print
pub const PRINT: Text = text!("打印", "Print");

/// Print: everything
pub const PRINT_FULL: Text =
    text!("全文：报告（含存疑）和全部卡片", "In full: the report with doubtful findings, and all cards");

/// Print: firm findings
pub const PRINT_FIRM: Text = text!("全文，不含存疑的问题", "In full, without doubtful findings");

/// Print: summary
pub const PRINT_SUMMARY: Text = text!("摘要：各类问题的处数", "Summary: how many places of each kind");

/// Print: note
pub const PRINT_NOTE: Text = text!(
    "打印沿用报告里的筛选和分组。每页印有单位、年度、日期、原文校验码和页码；要存为 PDF，请在打印窗口里选择。",
    "Filters and groups of the report apply. Every sheet carries the unit, year, date, check code of the text and page number; to keep a PDF, choose so in the print window."
);

/// Help
pub const HELP: Text = text!("帮助", "Help");

/// Guidance
pub const PROFILE: Text = text!("审核口径", "Guidance");

/// chosen
pub const CHOSEN: Text = text!("手动", "chosen");

/// automatic
pub const AUTOMATIC: Text = text!("自动", "automatic");

/// 中文
pub const OTHER_LANGUAGE: Text = text!("English", "中文");

/// Colours: auto
pub const THEME_AUTO: Text = text!("配色：自动", "Colours: auto");

/// Colours: light
pub const THEME_LIGHT: Text = text!("配色：浅色", "Colours: light");

/// Colours: dark
pub const THEME_DARK: Text = text!("配色：深色", "Colours: dark");

/// Large type
pub const LARGE_TYPE: Text = text!("大字", "Large type");

/// Project cards
pub const TAB_CARDS: Text = text!("项目卡片", "Project cards");

/// Review report
pub const TAB_REPORT: Text = text!("审核报告", "Review report");

/// Charts
pub const TAB_PICTURES: Text = text!("图表", "Charts");

/// The pictures are being drawn
pub const PICTURES_DRAWING: Text = text!("正在绘制……", "Drawing …");

/// The summary above the report
pub const DIGEST: Text = text!("审核小结", "Summary to sign");

/// What may be asked about a project
pub const QUESTIONS: Text = text!("可询问的问题", "Questions to ask");

/// The program that writes them could not be loaded
pub const DIGEST_MISSING: Text = text!(
    "内容未能载入。请检查网络后收起，再次展开。",
    "This could not be loaded. Please check the network, fold it up and unfold it again."
);

/// The program that draws could not be loaded
pub const PICTURES_MISSING: Text = text!(
    "绘图程序未能载入。请检查网络后重新打开本页签。",
    "The program that draws could not be loaded. Please check the network and open this tab again."
);

/// Show the text
pub const SHOW_SOURCE: Text = text!("显示原文", "Show the text");

/// Text
pub const SOURCE: Text = text!("原文", "Text");

/// Summary
pub const SUMMARY: Text = text!("概要", "Summary");

/// inferred
pub const INFERRED: Text = text!("推定", "inferred");

/// Why the money column of an amount is inferred.
pub const COLUMN_INFERRED: Text = text!(
    "这一行的金额少于资金列数，按从左起的次序推定属于哪一列",
    "this row has fewer amounts than there are money columns; they are taken to fill the columns from the left"
);

/// units: {n}
pub const UNITS: Text = text!("{n}个单位", "units: {n}");

/// projects: {n}
pub const PROJECTS: Text = text!("{n}个项目", "projects: {n}");

/// indicators: {n}
pub const INDICATORS: Text = text!("{n}项指标", "indicators: {n}");

/// Findings
pub const FINDINGS: Text = text!("审核结果", "Findings");

/// doubtful
pub const DOUBTFUL: Text = text!("存疑", "doubtful");

/// Undecided
pub const UNDECIDED: Text = text!("无法判定", "Undecided");

/// Reconciliation
pub const RECONCILIATION: Text = text!("勾稽", "Reconciliation");

/// projects
pub const SUM_OF_PROJECTS: Text = text!("项目合计", "projects");

/// units
pub const SUM_OF_UNITS: Text = text!("单位合计", "units");

/// printed total
pub const PRINTED_TOTAL: Text = text!("表内合计", "printed total");

/// agree
pub const SUMS_AGREE: Text = text!("相符", "agree");

/// differ
pub const SUMS_DIFFER: Text = text!("不符", "differ");

/// Understood
pub const COVERAGE_NAME: Text = text!("识别率", "Understood");

/// nothing left unread
pub const NOTHING_UNREAD: Text = text!("未识别 0 处", "nothing left unread");

/// places not understood: {n}
pub const UNREAD_PLACES: Text = text!("未识别 {n} 处", "places not understood: {n}");

/// line {n}
pub const LINE: Text = text!("第{n}行", "line {n}");

/// line {line}, character {column}
pub const LINE_COLUMN: Text = text!("第{line}行第{column}字", "line {line}, character {column}");

/// the first {n} of {all} are shown
pub const LIST_CUT: Text = text!("仅显示前 {n} 条，共 {all} 条", "the first {n} of {all} are shown");

/// Order
pub const ORDER: Text = text!("排序", "Order");

/// By amount
pub const BY_MONEY: Text = text!("按金额", "By amount");

/// As printed
pub const AS_PRINTED: Text = text!("按原序", "As printed");

/// (no name was read)
pub const NO_NAME: Text = text!("（未读到名称）", "(no name was read)");

/// (no amount was read)
pub const NO_AMOUNT: Text = text!("（未读到金额）", "(no amount was read)");

/// yuan
pub const YUAN: Text = text!("元", "yuan");

/// Objective
pub const OBJECTIVE: Text = text!("绩效目标", "Objective");

/// Category not recognised
pub const CATEGORY_UNKNOWN: Text = text!("类别未识别", "Category not recognised");

/// (blank)
pub const BLANK: Text = text!("（空）", "(blank)");

/// (unreadable)
pub const UNREADABLE: Text = text!("（无法读取）", "(unreadable)");

/// weight {n}
pub const WEIGHT: Text = text!("分值 {n}", "weight {n}");

/// actual {n}
pub const ACTUAL: Text = text!("实际 {n}", "actual {n}");

/// By rule
pub const BY_RULE: Text = text!("按规则", "By rule");

/// By project
pub const BY_PROJECT: Text = text!("按项目", "By project");

/// Only what is hard to score in the self-evaluation
pub const HARD_TO_SCORE: Text = text!("只看自评难以打分的", "Only what is hard to score");

/// The opened files
pub const FILES: Text = text!("已打开的文件", "Opened files");

/// {projects} projects, {findings} findings
pub const FILE_COUNTS: Text = text!("{projects}个项目 · {findings}条", "projects: {projects} · findings: {findings}");

/// Note
pub const NOTE: Text = text!("备注", "Note");

/// Add a note
pub const ADD_NOTE: Text = text!("加备注", "Add a note");

/// Hide what was decided
pub const HIDE_DECIDED: Text = text!("隐藏已处理的", "Hide what was decided");

/// With what was decided
pub const SHARE_TRIAGE: Text = text!("附上处理意见和备注", "With decisions and notes");

/// By severity
pub const BY_SEVERITY: Text = text!("按级别", "By severity");

/// Follows from {place}: {title}
pub const FOLLOWS_FROM: Text = text!("源于{place}：{title}", "Follows from {place}: {title}");

/// {n} more follow from it
pub const FOLLOWERS: Text = text!("由此引出 {n} 条：", "More that follow from it: {n}");

/// By line
pub const BY_PLACE: Text = text!("按行号", "By line");

/// Grouping
pub const GROUP_BY: Text = text!("分组", "Grouping");

/// Show doubtful ones
pub const SHOW_DOUBTFUL: Text = text!("显示存疑", "Show doubtful ones");

/// Search
pub const SEARCH: Text = text!("搜索", "Search");

/// {shown} of {all} findings are shown
pub const SHOWN_OF: Text = text!("显示 {shown} 条，共 {all} 条", "{shown} of {all} findings are shown");

/// doubtful ones not shown: {n}
pub const HIDDEN_DOUBTFUL: Text = text!("{n} 条存疑未显示", "doubtful ones not shown: {n}");

/// hidden by the filter: {n}
pub const HIDDEN_FILTERED: Text = text!("{n} 条被筛选隐藏", "hidden by the filter: {n}");

/// {n}
pub const PLACES: Text = text!("{n} 处", "{n}");

/// About this rule
pub const RULE_PAGE: Text = text!("规则说明", "About this rule");

/// Clear the filter
pub const CLEAR_FILTER: Text = text!("清除筛选", "Clear the filter");

/// Checked, and nothing was found. What could not be decided is listed…
pub const END_NOTHING: Text = text!(
    "已检查，没有发现问题。未能判定的检查见下方列表。",
    "Checked, and nothing was found. What could not be decided is listed below."
);

/// The rules in use found nothing; others are switched off.
pub const END_MUTED: Text = text!(
    "使用中的规则没有发现问题；另有规则已停用，未作检查，可在“审核口径”中恢复。",
    "The rules in use found nothing; others are switched off and did not check. They can be switched on under “Guidance”."
);

/// No firm finding. Doubtful ones can be shown with the switch above.
pub const END_ONLY_DOUBTFUL: Text = text!(
    "没有发现确定的问题。存疑的问题可用上方开关查看。",
    "No firm finding. Doubtful ones can be shown with the switch above."
);

/// The filter hides everything; that does not mean that nothing was fo…
pub const END_FILTERED: Text = text!(
    "当前筛选条件下没有结果，并不表示没有问题。",
    "The filter hides everything; that does not mean that nothing was found."
);

/// Checks passed
pub const PASSED: Text = text!("已通过的检查", "Checks passed");

/// not found: {title}
pub const NOT_FOUND: Text = text!("未发现：{title}", "not found: {title}");

/// How the text was read
pub const NOTICES: Text = text!("读取提示", "How the text was read");

/// Level-2 categories are not printed; they were not checked.
pub const NO_LEVEL_2: Text =
    text!("本表未印二级指标，未检查其归类。", "Level-2 categories are not printed; they were not checked.");

/// The basis of the target values is not printed; it cannot be judged.
pub const NO_BASIS: Text = text!(
    "本表未印指标值设定依据，无法判断是否有据。",
    "The basis of the target values is not printed; it cannot be judged."
);

/// Last year's values are not printed; they cannot be compared.
pub const NO_LAST_YEAR: Text =
    text!("本表未印上年实际值，无法与上年比较。", "Last year's values are not printed; they cannot be compared.");

/// Suggested wording
pub const SUGGESTION: Text = text!("建议改写", "Suggested wording");

/// Copy
pub const COPY: Text = text!("复制", "Copy");

/// Copy the place
pub const COPY_PLACE: Text = text!("复制位置", "Copy the place");

/// Copied
pub const COPIED: Text = text!("已复制", "Copied");

/// The browser did not allow it; press Ctrl+C.
pub const COPY_BY_HAND: Text = text!("浏览器未允许复制，请按 Ctrl+C。", "The browser did not allow it; press Ctrl+C.");

/// What to share
pub const SHARE_WHAT: Text = text!("分享内容", "What to share");

/// The whole table
pub const SHARE_ALL: Text = text!("全部", "The whole table");

/// One project only
pub const SHARE_ONE: Text = text!("仅一个项目", "One project only");

/// Link
pub const LINK: Text = text!("链接", "Link");

/// Length of the link
pub const LINK_LENGTH: Text = text!("链接长度", "Length of the link");

/// {n} characters.
pub const CHARACTERS: Text = text!("共 {n} 个字符。", "{n} characters.");

/// Works nearly everywhere.
pub const LENGTH_EVERYWHERE: Text = text!("长度通用。", "Works nearly everywhere.");

/// Works in most chat programs (not verified one by one); some cut it.
pub const LENGTH_CHATS: Text = text!(
    "多数聊天软件可用（未逐一验证），个别软件会截断。",
    "Works in most chat programs (not verified one by one); some cut it."
);

/// Works in browsers; chat programs may cut it. Send it by mail, or sh…
pub const LENGTH_BROWSERS: Text = text!(
    "浏览器可用；聊天软件可能截断，建议用邮件发送，或仅分享一个项目。",
    "Works in browsers; chat programs may cut it. Send it by mail, or share one project only."
);

/// Too long for any link…
pub const LENGTH_TOO_LONG: Text = text!(
    "过长，浏览器也可能截断。请改发原文文件和 viewer.html，由对方打开 viewer.html 后拖入；或仅分享一个项目。",
    "Too long even for browsers. Send the text as a file together with viewer.html, into which the receiver can drop it; or share one project only."
);

/// What the receiver sees…
pub const LINK_SHOWS: Text = text!(
    "对方打开后看到同样的表格、视图和选中的位置；规则开关与阈值不随链接传递。",
    "The receiver sees the same table, view and selected place; rules switched off and thresholds are not in the link."
);

/// The page is a file…
pub const LINK_FROM_FILE: Text = text!(
    "本页是从本机打开的文件，此链接只在本机有效。请改发原文文件；或把 # 号及其后的内容接在网上版本的地址后面。",
    "This page is a file on this computer, and so is the address in the link. Send the text as a file, or put what follows # behind the address of the page on the web."
);

/// There is no such rule…
pub const LINK_NO_RULE: Text = text!(
    "链接指向的规则在本版本中不存在。请检查规则编号，或在审核报告中打开“规则说明”。",
    "There is no rule of that number in this version. Please check the number, or open “About this rule” in the report."
);

/// The text is in the link itself and passes through no server; but ch…
pub const LINK_PRIVACY: Text = text!(
    "表格文字就在链接里，不经过服务器；但聊天软件、浏览器历史会看到完整链接。请勿粘贴涉密内容。",
    "The text is in the link itself and passes through no server; but chat programs and the history of browsers see the whole link. Do not paste classified content."
);

/// Copy the link
pub const COPY_LINK: Text = text!("复制链接", "Copy the link");

/// The link is not complete…
pub const LINK_CUT: Text = text!(
    "链接不完整，后面的部分被截断了，无法打开。请向发送人重新索取，整条复制，不要手动截取；过长时请对方改发一个项目或原文文件。",
    "The link is not complete: its end was cut off, and it cannot be opened. Ask the sender for it again and copy it whole; if it is too long for the chat program, ask for one project or for the text as a file."
);

/// Characters of the link were changed…
pub const LINK_DAMAGED: Text = text!(
    "链接中有字符被改动，无法还原其中的表格。请向发送人重新索取，用“复制链接”整条复制。",
    "Characters of the link were changed on the way, and the table in it cannot be restored. Ask the sender for it again, copied with “Copy the link”."
);

/// What the link holds is no text…
pub const LINK_NOT_TEXT: Text = text!(
    "链接中的内容不是文字，可能在传送中损坏。请向发送人重新索取，或请对方发送原文文件。",
    "What the link holds is no text; it was probably damaged on the way. Ask the sender for it again, or for the text as a file."
);

/// The link was packed in a way that this page does not know…
pub const LINK_UNKNOWN_CODEC: Text = text!(
    "链接的压缩方式本页不认识，可能由其他版本的页面生成。请在发送人使用的页面上打开，或索取原文文件。",
    "The link was packed in a way that this page does not know. Please open it with the page that the sender uses, or ask for the text as a file."
);

/// The link was made by a newer version of this page. Please open it w…
pub const LINK_NEWER: Text = text!(
    "链接由更新版本的页面生成，本页无法打开。请使用最新版本的页面。",
    "The link was made by a newer version of this page. Please open it with that version."
);

/// The link holds too much text. Ask the sender for the text as a file.
pub const LINK_TOO_LARGE: Text = text!(
    "链接中的内容过大，无法打开。请向发送人索取原文文件。",
    "The link holds too much text. Ask the sender for the text as a file."
);

/// The browser could not read the file. Make sure that it is still the…
pub const FILE_UNREADABLE: Text = text!(
    "浏览器无法读取这个文件。请确认文件仍在原处、未被其他程序占用，再试一次；或打开文件，复制文字粘贴。",
    "The browser could not read the file. Make sure that it is still there and not locked, and try again; or open it and paste its text."
);

/// There is no text. If you copied from a PDF, make sure that text can…
pub const EMPTY_TEXT: Text = text!(
    "没有读到文字。如果是从 PDF 复制，请先确认能选中文字；扫描件需先做文字识别。",
    "There is no text. If you copied from a PDF, make sure that text can be selected in it; scans need OCR first."
);

/// This looks like text opened in the wrong encoding. Try another enco…
pub const MOJIBAKE: Text = text!(
    "这段文字像是用错了编码打开的（乱码）。请换一种编码，或回到原文件重新复制。",
    "This looks like text opened in the wrong encoding. Try another encoding, or copy it again from the original."
);

/// Not recognised as a performance-target table
pub const UNREAD_TITLE: Text = text!("未能识别为绩效目标表", "Not recognised as a performance-target table");

/// The heads of projects and amounts, indicators such as “N、产出指标：…，年度指…
pub const UNREAD_WHAT: Text = text!(
    "查找了项目和金额的表头、“N、产出指标：…，年度指标值：…”形式的指标，以及一级、二级、三级指标的表头，都没有找到。",
    "The heads of projects and amounts, indicators such as “N、产出指标：…，年度指标值：…”, and the heads of level-1 to level-3 indicators were looked for and not found."
);

/// Preparing the text…
pub const STAGE_FOLDING: Text = text!("正在整理文字……", "Preparing the text…");

/// Reading the table…
pub const STAGE_READING: Text = text!("正在读取表格……", "Reading the table…");

/// Reviewing the indicators…
pub const STAGE_CHECKING: Text = text!("正在审核指标……", "Reviewing the indicators…");

/// Guide
pub const GUIDANCE: Text = text!("口径文件", "Guide");

/// Automatic (as the layout tells)
pub const GUIDANCE_AUTO: Text = text!("自动（按表式）", "Automatic (as the layout tells)");

/// Thresholds
pub const THRESHOLDS: Text = text!("阈值", "Thresholds");

/// Rules in use
pub const RULES_IN_USE: Text = text!("使用的规则", "Rules in use");

/// Back to the defaults
pub const RESET: Text = text!("恢复默认", "Back to the defaults");

/// Click a field of a card and its characters are marked in the text; …
pub const HELP_TEXT: Text = text!(
    "点击卡片中的字段，原文中对应的字会被标出；点击原文中的字，对应的字段会被选中。快捷键在输入框内不起作用。",
    "Click a field of a card and its characters are marked in the text; click a character and its field is selected. The keys are off inside of fields."
);

/// What to try when nothing was recognised.
pub const UNREAD_TRY: [Text; 3] = [
    text!(
        "回到原文件，全选后重新复制；若是扫描件，请先做文字识别。",
        "Select all in the original and copy again; a scan needs OCR first."
    ),
    text!("如果显示为乱码，请换一种编码打开。", "If the text looks garbled, open it in another encoding."),
    text!(
        "如果有 Excel 或网页原件，请从中复制表格再粘贴。",
        "If there is a workbook or a web page, copy the table from it."
    ),
];

/// The keys.
pub const KEYS: [(&str, Text); 6] = [
    ("Ctrl+V", text!("粘贴表格", "paste a table")),
    ("1 2 3", text!("项目卡片、审核报告、图表", "cards, report, charts")),
    ("[ ]", text!("上一条、下一条问题", "previous, next finding")),
    ("o", text!("显示或隐藏原文", "show or hide the text")),
    ("?", text!("本帮助", "this help")),
    ("Esc", text!("关闭对话框", "close the dialog")),
];

/// The thresholds by key.
pub const THRESHOLD_NAMES: [(&str, Text); 12] = [
    ("rounding_floor", text!("合计允许的舍入差（按表内单位）", "rounding allowed in sums (in the unit of the table)")),
    ("objective_min_chars", text!("绩效目标最少字数", "fewest characters of an objective")),
    ("indicators_min", text!("指标最少项数", "fewest indicators")),
    ("indicators_max", text!("指标最多项数", "most indicators")),
    ("adverse_ceiling", text!("负向指标上限（%）", "upper bound of adverse indicators (%)")),
    ("qualitative_share", text!("定性指标占比（%）", "share of targets in words (%)")),
    ("satisfaction_floor", text!("满意度下限（%）", "lowest satisfaction (%)")),
    ("satisfaction_ceiling", text!("满意度上限（%）", "highest satisfaction (%)")),
    ("copied_share", text!("照搬的指标占比（%）", "share of copied indicators (%)")),
    ("copied_amount_factor", text!("照搬而金额相差的倍数", "factor between the amounts of copies")),
    ("copied_objective_overlap", text!("照搬而目标重合不足（%）", "overlap of the objectives of copies (%)")),
    ("unclaimed_share", text!("未识别文字占比（%）", "share of text not understood (%)")),
];

/// The line at the head of a printed report.
pub const PAPER_HEAD: Text = text!(
    "审核口径 {profile} · 打印日期 {date} · 原文校验码 {hash}",
    "Guidance {profile} · printed {date} · check code of the text {hash}"
);

/// The guides by their numbers alone.
pub const fn guidance_short(guidance: Guidance) -> Text {
    match guidance {
        Guidance::No88Of2015 => text!("88号", "No. 88"),
        Guidance::No101Of2021 => text!("101号", "No. 101"),
    }
}

/// As what a related place was used.
pub const fn role(role: Role) -> Text {
    match role {
        Role::Part => text!("加数", "addend"),
        Role::Total => text!("合计", "total"),
        Role::Counterpart => text!("对照", "compared with"),
        Role::FirstSeen => text!("首次出现", "first seen"),
    }
}
