//! Text that keeps its columns by blanks → [`Grid`]: `pdftotext -layout` and its like.
//!
//! One line of such text holds pieces of many cells, and one cell stands on many lines, evenly around the middle of its
//! row. Columns are found between the words, page by page; rows around what fills exactly one line of each.

mod amounts;
mod body;
mod brims;
mod collapsed;
mod doubts;
mod forms;
mod funds;
mod grades;
mod gutters;
mod heads;
mod labels;
mod levels;
mod lines;
mod lists;
mod lost;
mod narrow;
mod numbers;
mod pairs;
mod projects;
mod repeats;
mod sections;
mod sequence;
mod settle;
mod share;
mod spills;
mod straddle;
mod strands;
mod strips;
mod tangles;
mod told;
mod touching;

pub(super) use self::collapsed::{beam, read as read_collapsed};

use self::body::Body;
pub(super) use self::body::Item;
use self::heads::Holds;
use self::levels::Leaning;
pub(super) use self::levels::{Known, Levels};
use self::lines::Lines;
pub(super) use self::lines::is_spread;
pub(super) use self::sections::{Ordered, in_order};
use crate::grid::{Form, Grid};
use crate::lexicon::Column;
use crate::parse::fold::Folded;
use crate::source::Source;

/// The grid of a text whose columns are clear: of a list, or of a table with a row per indicator.
pub(crate) fn grid(source: &Source, folded: &Folded, list: bool) -> Option<Grid> {
    read(source, folded, list).map(|(grid, _)| grid)
}

/// Whether a text has the heads of a table with a row per indicator, and only one set of them, in lines that keep blanks: what
/// columns do not tell there, nothing else does.
pub(crate) fn has_heads(source: &Source, folded: &Folded) -> bool {
    let names = |head: &heads::Head| head.cells.iter().filter(|cell| cell.holds == Holds::Row(Column::Name)).count();
    let lines = is_spread(source.text()).then(|| Lines::new(source, folded));
    let heads = lines.map_or_else(Vec::new, |lines| heads::find(&lines, false));
    !heads.is_empty() && heads.iter().all(|head| names(head) < 2)
}

/// The grid, and the heads that it was read by.
fn read(source: &Source, folded: &Folded, list: bool) -> Option<(Grid, Vec<heads::Head>)> {
    if !is_spread(source.text()) {
        return None;
    }
    let mut lines = Lines::new(source, folded);
    if list {
        lines.cut(&|lines, word| amounts::touching(&lines.text(word)));
        lines.cut(&narrow::touching);
    }
    let mut heads = heads::find(&lines, list);
    if matches!(heads.as_slice(), [only] if only.is_flat()) {
        lines.take_running_heads();
        heads = heads::find(&lines, list);
    }
    if let Some(first) = heads.first() {
        lines.cut(&|lines, word| touching::cuts(lines, first, word));
        heads = heads::find(&lines, list);
    }
    if let Some(edges) = heads.first().and_then(|first| straddle::Edges::new(&lines, first)) {
        lines.cut(&|lines, word| edges.cuts(lines, word));
        heads = heads::find(&lines, list);
    }
    if let Some(brims) = brims::Brims::new(&lines, &heads).filter(|_| list) {
        lines.cut(&|lines, word| brims.cuts(lines, word));
        lines.shift(&|lines, word| brims.moved(lines, word));
        heads = heads::find(&lines, list);
    }
    let mut grid = below_heads(&lines, &heads)?;
    grid.form = Form::Columns;
    Some((grid, heads))
}

/// No more names that stand twice in a row are an author's.
const MOST_DOUBLED: usize = 2;

/// The grid of everything that stands above, between and below heads.
fn below_heads(lines: &Lines<'_>, heads: &[heads::Head]) -> Option<Grid> {
    let (grid, leaning) = read_below(lines, heads, Leaning::default())?;
    // Only all blocks together tell on which side of their middle the labels of levels stand.
    let is_form = heads.first().is_some_and(|first| !first.is_list() && !first.is_flat());
    match leaning.learnt(heads.len()).filter(|_| is_form) {
        Some(learnt) => read_below(lines, heads, learnt).map(|(grid, _)| grid),
        None => Some(grid),
    }
}

/// The grid, and how the labels of levels lean, of which something may be known before.
fn read_below(lines: &Lines<'_>, heads: &[heads::Head], leaning: Leaning) -> Option<(Grid, Leaning)> {
    let mut body = Body::new(lines, heads.first()?);
    body.leaning = leaning;
    let mut from = 0;
    let most = heads.iter().map(|head| head.cells.len()).max().unwrap_or_default();
    if heads.first()?.is_flat() && heads.first()?.cells.len() < most {
        return None;
    }
    for (index, head) in heads.iter().enumerate() {
        body.before(from, head, index == 0)?;
        let until = heads.get(index + 1).map_or(lines.len(), |next| next.first);
        body.head(head);
        // The head of a page that lacks some of the others' cells tells nothing of its columns.
        if head.is_flat() && head.cells.len() < most {
            body.pages.0 += 1;
            body.lose(head, (head.last + 1, until), body.kept())?;
            from = until;
            continue;
        }
        from = body.below(head, until, index + 1 < heads.len())?;
    }
    // Where many rows are not clear, the others are not either.
    let both = body.unclear * 12 > body.rows && body.torn * 4 > body.rows;
    if both
        || body.unclear * 5 > body.rows
        || body.torn * 3 > body.rows
        || body.is_torn()
        || body.doubled > MOST_DOUBLED
    {
        return None;
    }
    body.rest(from);
    let (mut grid, leaning) = (body.grid, body.leaning);
    grid.furniture.extend(&lines.page_numbers);
    crate::span::sort_spans(&mut grid.furniture);
    Some((grid, leaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, list: bool) -> Option<Vec<String>> {
        let source = Source::new("", text);
        let grid = grid(&source, &Folded::new(&source), list)?;
        let cell = |pieces: &[crate::span::Span]| pieces.iter().map(|span| source.slice(*span)).collect::<String>();
        let row =
            |row: &Vec<crate::grid::GridCell>| row.iter().map(|cell_of| cell(&cell_of.pieces)).collect::<Vec<_>>();
        Some(grid.rows.iter().map(|cells| row(cells).join("|")).collect())
    }

    #[test]
    fn lines_of_a_cell_lie_around_the_amounts_of_their_row() {
        let text = "\
项目名称      总计      财政拨款      绩效目标            绩效指标
  合计      30.00     30.00
                               安装路灯，方便居民夜    1、产出指标：安装路灯数量，
步道照明改造    20.00     20.00      间出行，减少安全事故    年度指标值：160盏。2、产出
                               。              指标：合格率，年度指标值：
                                              100%。
                                              1、产出指标：购书数量，年度
图书流动车运     10.00     10.00      保障图书车正常运行。    指标值：2000册。2、效益指
行费用                                           标：读者人次，年度指标值：
                                              5万人次。
";
        let expected = [
            "项目名称|总计|财政拨款|绩效目标|绩效指标",
            "合计|30.00|30.00||",
            "步道照明改造|20.00|20.00|安装路灯，方便居民夜间出行，减少安全事故。|1、产出指标：安装路灯数量，年度指标值：160盏。2、\
             产出指标：合格率，年度指标值：100%。",
            "图书流动车运行费用|10.00|10.00|保障图书车正常运行。|1、产出指标：购书数量，年度指标值：2000册。2、效益指标：\
             读者人次，年度指标值：5万人次。",
        ];
        assert_eq!(rows(text, true).expect("a grid"), expected);
    }

    #[test]
    fn merged_levels_stand_in_the_first_of_their_rows() {
        let text = "\
          一级指标        二级指标          三级指标           指标值      分值
                              安装路灯数量          160盏     10
          产出指标        数量指标        更换灯杆数量          20根      10
                              新铺电缆长度          3公里      10
                        质量指标        工程验收合格率         100%     10
          满意度指标       满意度指标       居民满意度           ≥90%     10
";
        let expected = [
            "一级指标|二级指标|三级指标|指标值|分值",
            "产出指标|数量指标|安装路灯数量|160盏|10",
            "||更换灯杆数量|20根|10",
            "||新铺电缆长度|3公里|10",
            "|质量指标|工程验收合格率|100%|10",
            "满意度指标|满意度指标|居民满意度|≥90%|10",
        ];
        assert_eq!(rows(text, false).expect("a grid"), expected);
    }

    #[test]
    fn running_text_has_no_columns() {
        for text in
            [include_str!("../../../../tests/fixtures/list/guangzhou_2023.txt"), "", "\n\u{c}\n    项目名称 总计\n"]
        {
            assert_eq!(rows(text, true), None);
            assert_eq!(rows(text, false), None);
        }
    }
}
