//! What `jixiao --help` says. The page does not carry it (see scripts/finish_dist.mjs).

use crate::i18n::{Text, text};

/// `jixiao --help`.
pub const USAGE: Text = text!(
    "\
用法：jixiao parse 文件…     读取绩效目标表，列出读到的内容
      jixiao check 文件…     审核指标，列出发现的问题，或导出审核结果

文件写作 - 时读取标准输入。

  --format text|json         输出格式（默认 text）
      check 另有：
      csv                    审核表，每个项目、每条规则一行（带 BOM，供电子表格使用）
      md                     同上，Markdown
      xlsx                   同上，工作簿，另有概览、项目、指标、问题各表
      form-md|form-html      八要点审核表，每个项目一份；程序不能判断的留给审核人，不填等级和分数
      opinion-md|opinion-html  分类审核意见，每个项目一份
      report-html            审核报告，一个文件：摘要、图表、问题与原文、可询问的问题、规则依据
      sarif                  SARIF 2.1.0，供编辑器和代码审查系统使用
  --output 文件              写入文件（默认标准输出）
  --lang zh|en               语言
  --encoding auto|utf-8|gb18030|utf-16le|utf-16be|big5
  --guidance auto|88|101     审核口径（check）
  --disable C18,…            不检查的规则，可重复（check）
  --enable E63,…             启用备选规则，可重复（check）
  --threshold 键=数值        调整阈值，可重复（check）
  --settings 文件            设置文件，如 {\"guidance\": \"101\", \"disabled\": [\"C18\"], \"thresholds\": {\"indicators_min\": 5}}；
                             其他参数优先于它（check）
  --triage 文件              以前导出的 JSON 报告：其中的处理意见和备注沿用于本次；已忽略的不影响退出码（check）
  --all                      存疑的问题也列出（check 的 text；其他格式总是列出）
  --only-firm                不列存疑的问题，只说明有几条（check 的导出，sarif 除外）
  --only-failed              审核表中只列不通过的（check 的 csv、md、xlsx）
  --key-project              审核表用于重点项目（check 的 form-md、form-html）
  --time 文字                印出的审核时间（默认当前北京时间；环境变量 SOURCE_DATE_EPOCH 也可指定）
  --fail-on error|warning|info|never   达到何种级别时退出码为 1（默认 warning）

退出码：0 读取成功，且没有达到该级别的确定问题；1 有；2 无法读取或写入，或参数有误。
",
    "\
Usage: jixiao parse FILE…    read performance-target tables and print what was read
       jixiao check FILE…    review the indicators and print the findings, or export the review

'-' reads standard input.

  --format text|json         output format (text unless told)
      and of check:
      csv                    the review table, a row per project and rule (with BOM, for spreadsheets)
      md                     the same as Markdown
      xlsx                   the same as a workbook, with sheets of the overview, projects, indicators and findings
      form-md|form-html      the eight-point review form, one per project; what a program cannot judge is left to the
                             reviewer, and no grade or mark is filled in
      opinion-md|opinion-html  the opinion by category, one per project
      report-html            the whole review as one file: summary, charts, findings in their text, questions, basis of the rules
      sarif                  SARIF 2.1.0, for editors and systems of code review
  --output FILE              write to a file (standard output unless told)
  --lang zh|en               language
  --encoding auto|utf-8|gb18030|utf-16le|utf-16be|big5
  --guidance auto|88|101     by which guide to judge (check)
  --disable C18,…            rules to leave out, may be repeated (check)
  --enable E63,…             optional rules to judge by, may be repeated (check)
  --threshold key=number     change a threshold, may be repeated (check)
  --settings FILE            settings like {\"guidance\": \"101\", \"disabled\": [\"C18\"], \"thresholds\": {\"indicators_min\": 5}};
                             the other options go before it (check)
  --triage FILE              a JSON report of before: what was decided and noted in it is kept; what was ignored does not
                             count for the exit status (check)
  --all                      print doubtful findings too (text of check; the other formats always do)
  --only-firm                leave doubtful findings out and only say how many (exports of check, but for sarif)
  --only-failed              only the rows of the review table that failed (csv, md, xlsx of check)
  --key-project              the form is for key projects (form-md, form-html of check)
  --time TEXT                the time of review that is printed (now, Beijing time, unless told; SOURCE_DATE_EPOCH works too)
  --fail-on error|warning|info|never   from which severity on to exit with 1 (warning unless told)

Exit status: 0 read, and no firm finding of that severity; 1 some; 2 nothing could be read or written, or wrong arguments.
"
);
