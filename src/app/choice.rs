//! A signal of one of a few values.

use std::marker::PhantomData;

use super::signals::Signal;

use crate::i18n::Locale;
use crate::report::groups::Grouping;

/// The tabs of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// 项目卡片.
    #[default]
    Cards,
    /// 审核报告.
    Report,
    /// 图表.
    Pictures,
}

impl Tab {
    /// The key in links and in ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Report => "report",
            Self::Pictures => "pictures",
        }
    }
}

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// 分享.
    Share,
    /// 导出.
    Export,
    /// 审核口径.
    Profile,
    /// 打印.
    Print,
    /// The keys.
    Help,
}

/// How much goes on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Every finding, doubtful ones marked as such, and every card. Also what the browser's own command prints.
    #[default]
    Full,
    /// The same without doubtful findings, which are counted.
    Firm,
    /// What was found by kind and number, without the findings and the cards.
    Summary,
}

/// How the page is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of the `data-theme` attribute and of the stored choice.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The one after it, around.
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// Something of which there are a few values.
pub trait Few: Copy + PartialEq + 'static {
    /// All of them.
    const ALL: &'static [Self];
}

impl Few for bool {
    const ALL: &'static [Self] = &[false, true];
}

impl Few for Tab {
    const ALL: &'static [Self] = &[Self::Cards, Self::Report, Self::Pictures];
}

impl Few for Theme {
    const ALL: &'static [Self] = &[Self::Auto, Self::Light, Self::Dark];
}

impl Few for Locale {
    const ALL: &'static [Self] = &[Self::Zh, Self::En];
}

impl Few for Grouping {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Few for Option<Dialog> {
    const ALL: &'static [Self] = &[
        None,
        Some(Dialog::Share),
        Some(Dialog::Export),
        Some(Dialog::Profile),
        Some(Dialog::Print),
        Some(Dialog::Help),
    ];
}

impl Few for Extent {
    const ALL: &'static [Self] = &[Self::Full, Self::Firm, Self::Summary];
}

impl Few for Option<bool> {
    const ALL: &'static [Self] = &[None, Some(false), Some(true)];
}

/// A signal of one of a few values. Underneath it is a number, as under every signal of the page (see [`Kept`]).
pub struct Choice<T>(Signal, PhantomData<fn() -> T>);

impl<T> Clone for Choice<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Choice<T> {}

impl<T: Few> Choice<T> {
    /// A signal with a first value.
    pub fn new(value: T) -> Self {
        Self(Signal::new(Self::number(value)), PhantomData)
    }

    /// The value; what reads it follows it.
    pub fn get(self) -> T {
        Self::value(self.0.get())
    }

    /// The value, without following it.
    pub fn get_untracked(self) -> T {
        Self::value(self.0.get_untracked())
    }

    /// Sets the value.
    pub fn set(self, value: T) {
        self.0.set(Self::number(value));
    }

    fn number(value: T) -> u32 {
        T::ALL.iter().position(|other| *other == value).and_then(|at| u32::try_from(at).ok()).unwrap_or(0)
    }

    #[expect(clippy::indexing_slicing, reason = "only positions of ALL are ever stored, and it is not empty")]
    fn value(number: u32) -> T {
        T::ALL[number as usize]
    }
}

impl Choice<bool> {
    /// Turns it on or off.
    pub fn toggle(self) {
        self.set(!self.get_untracked());
    }
}
