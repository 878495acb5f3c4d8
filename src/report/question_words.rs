//! What deputies and reviewers may ask about a finding, a template per rule. Data, no logic.
//!
//! `{name}` is the indicator, `{cell}` the words of the table that the finding marks, others are values of
//! the finding. Rules about mere form (numbering,
//! punctuation, units in names, reading notices) have no question that is worth the time of a meeting.

use crate::i18n::{Text, text};
use crate::rules::Code;

/// Questions by rule, in the order of the catalogue.
pub(super) const QUESTIONS: &[(Code, Text)] = &[
    (
        Code::new('A', 1),
        text!(
            "表上的合计与各单位相加的数对不上，差额在哪里？",
            "The printed total is not what the units add up to: where is the difference?"
        ),
    ),
    (
        Code::new('A', 2),
        text!(
            "单位的小计与它各个项目相加的数对不上，差额在哪里？",
            "The subtotal of the unit is not what its projects add up to: where is the difference?"
        ),
    ),
    (
        Code::new('A', 3),
        text!(
            "总计与列出的资金来源对不上，钱从哪里来、各是多少？",
            "The total is not what the sources of money add up to: where does the money come from, and how much of each?"
        ),
    ),
    (
        Code::new('A', 4),
        text!(
            "这里的金额缺失、为零或为负，实际安排多少？",
            "The amount is missing, zero or negative here: how much is really planned?"
        ),
    ),
    (
        Code::new('B', 6),
        text!(
            "这里缺绩效目标、缺指标，或者看不出属于哪一类：这笔钱要办成什么，用什么来衡量？",
            "An objective, the indicators or their category are missing here: what is the money to bring about, and how is that measured?"
        ),
    ),
    (
        Code::new('B', 7),
        text!(
            "没有产出指标或没有效益指标，怎样知道事情办了没有、有没有用？",
            "Without output or benefit indicators: how will anybody know whether it was done, and whether it helped?"
        ),
    ),
    (
        Code::new('B', 8),
        text!(
            "没有满意度指标，服务对象满意不满意，打算怎样了解？",
            "Without a measure of satisfaction: how will those served be heard?"
        ),
    ),
    (
        Code::new('B', 9),
        text!(
            "没有成本指标，花多少钱算合适，拿什么标准来比？",
            "Without a measure of cost: how much is a fair price, and compared with what?"
        ),
    ),
    (
        Code::new('B', 10),
        text!(
            "指标里没有数得出来的数量，这笔钱到底要做多少事？",
            "No indicator counts anything: how much is to be done for the money?"
        ),
    ),
    (
        Code::new('B', 11),
        text!(
            "指标偏少或偏多，最能说明成效的是哪几项？",
            "There are very few or very many indicators: which of them tell best what was achieved?"
        ),
    ),
    (
        Code::new('B', 13),
        text!(
            "“{name}”与另一项指标像是同一件事，为什么列两次？",
            "“{name}” looks like another indicator of the project: why is it there twice?"
        ),
    ),
    (
        Code::new('C', 14),
        text!("“{name}”没有写要做到多少，目标是多少？", "“{name}” does not say how much: what is the target?"),
    ),
    (
        Code::new('C', 15),
        text!(
            "“{name}”是比率，目标却写“{cell}”，到底要达到百分之多少？",
            "“{name}” is a ratio, but its target says “{cell}”: how many per cent are to be reached?"
        ),
    ),
    (
        Code::new('C', 16),
        text!(
            "“{name}”的目标写“{cell}”，名称和数值说的不是一回事，考核的究竟是什么？",
            "The target of “{name}” says “{cell}”, which measures something else: what is really judged?"
        ),
    ),
    (
        Code::new('C', 17),
        text!(
            "“{name}”的目标“{cell}”超出0到100%，这个数怎么算出来的？",
            "“{cell}” for “{name}” lies outside 0 to 100%: how was it worked out?"
        ),
    ),
    (
        Code::new('C', 18),
        text!(
            "“{name}”应当越低越好，目标却写“{cell}”，是写反了，还是另有含义？",
            "“{name}” should be low, but its target says “{cell}”: is it the wrong way round, or is something else meant?"
        ),
    ),
    (
        Code::new('C', 19),
        text!(
            "“{name}”应当越高越好，目标“{cell}”却设了上限，为什么？",
            "“{name}” should be high, but its target “{cell}” sets an upper bound: why?"
        ),
    ),
    (
        Code::new('C', 20),
        text!(
            "“{name}”定为“{cell}”，做得更好时怎样计分？",
            "“{name}” is fixed at “{cell}”: how is it scored if more than that is achieved?"
        ),
    ),
    (
        Code::new('C', 21),
        text!(
            "“{name}”的目标“{cell}”没有单位，是多少个、多少次，还是百分之多少？",
            "“{cell}” for “{name}” has no unit: so many pieces, so many times, or per cent?"
        ),
    ),
    (
        Code::new('C', 23),
        text!(
            "“{name}”的目标只写“{cell}”，年底凭什么判断做到了？",
            "The target of “{name}” only says “{cell}”: by what will anybody tell at the end of the year that it was met?"
        ),
    ),
    (
        Code::new('C', 24),
        text!(
            "“{name}”的目标写“{cell}”，怎样才算达到，由谁认定？",
            "The target of “{name}” says “{cell}”: what counts as meeting it, and who decides?"
        ),
    ),
    (
        Code::new('C', 25),
        text!(
            "目标大多是文字，有哪些可以改用数字说明？",
            "Most targets are in words: which of them could be told in numbers?"
        ),
    ),
    (
        Code::new('C', 26),
        text!("“{name}”写“{cell}”，具体是哪一天之前？", "“{name}” says “{cell}”: by which day, exactly?"),
    ),
    (
        Code::new('C', 27),
        text!(
            "“{name}”定为“{cell}”，依据是什么，打算怎样调查？",
            "“{cell}” for “{name}”: on what basis, and how will it be surveyed?"
        ),
    ),
    (
        Code::new('C', 28),
        text!(
            "“{name}”定为“{cell}”，与本项目另一项指标合不到一起，以哪个为准？",
            "“{cell}” for “{name}” does not go together with another target of the project: which of them holds?"
        ),
    ),
    (
        Code::new('D', 29),
        text!(
            "“{name}”反映的是质量，为什么不列在产出？",
            "“{name}” is about quality: why is it not filed as an output?"
        ),
    ),
    (
        Code::new('D', 30),
        text!(
            "“{name}”列为满意度，没有投诉就等于满意吗？有没有直接问过使用的人？",
            "“{name}” is filed as satisfaction: does no complaint mean satisfied, and were those served ever asked?"
        ),
    ),
    (
        Code::new('D', 31),
        text!(
            "“{name}”是验收合格与否，为什么不列在产出？",
            "“{name}” is about acceptance: why is it not filed as an output?"
        ),
    ),
    (
        Code::new('D', 33),
        text!(
            "“{name}”说的是事情做得怎样，谁因此得到什么好处？",
            "“{name}” tells how well the work is done: who gains what by it?"
        ),
    ),
    (
        Code::new('D', 34),
        text!(
            "“{name}”是日常管理本来就该做到的，为什么当作这个项目的成效？",
            "“{name}” is what management does anyway: why is it an achievement of this project?"
        ),
    ),
    (
        Code::new('E', 40),
        text!("“{name}”没有说考核的是什么，具体指哪件事？", "“{name}” does not say of what: which work is meant?"),
    ),
    (
        Code::new('E', 41),
        text!(
            "“{name}”是一句愿望，用什么数字或事实来衡量？",
            "“{name}” is a wish: by which number or fact is it measured?"
        ),
    ),
    (
        Code::new('F', 42),
        text!(
            "这个项目的指标与另一个项目几乎一样，两个项目做的事也一样吗？",
            "The indicators are nearly those of another project: do both projects do the same?"
        ),
    ),
    (
        Code::new('F', 43),
        text!(
            "“{name}”在这里写“{cell}”，其他项目要求不同，为什么？",
            "“{name}” says “{cell}” here and something else in other projects: why?"
        ),
    ),
    (
        Code::new('F', 44),
        text!(
            "“{name}”在其他项目中归入另一类，以哪一类为准？",
            "“{name}” is filed differently in other projects: which category holds?"
        ),
    ),
    (
        Code::new('F', 45),
        text!(
            "“{name}”在这里写“{cell}”，其他项目的方向正相反，哪个是对的？",
            "“{name}” says “{cell}” here, and other projects say the opposite: which of them is right?"
        ),
    ),
    (
        Code::new('G', 46),
        text!(
            "目标里写了“{figure}”，为什么没有一项指标说明做到多少？",
            "The objective names “{figure}”: why does no indicator tell how much of it is done?"
        ),
    ),
    (
        Code::new('G', 47),
        text!(
            "目标里提到“{task}”，看哪一项指标知道它办得怎样？",
            "The objective speaks of “{task}”: by which indicator will its success be seen?"
        ),
    ),
    (
        Code::new('G', 48),
        text!(
            "“{name}”说的“{topic}”在项目名称和目标里看不到，这个项目包括它吗？",
            "“{name}” is about “{topic}”, which neither name nor objective speaks of: is it part of the project?"
        ),
    ),
    (
        Code::new('H', 49),
        text!(
            "年度对不上：这是今年的事，还是往年结转或尾款？",
            "The years disagree: is this for this year, carried over, or a final payment?"
        ),
    ),
    (
        Code::new('H', 50),
        text!(
            "项目要做不止一年，今年要完成到什么程度？",
            "The project runs over several years: how far is it to get this year?"
        ),
    ),
];
