//! View-models: everything a page shows, loaded before it is rendered. One page, one view-model, one call on a port.

mod account;
mod api;
mod catalogue;
mod chrome;
mod desk;
mod desk_counter;
mod desk_dossier;
mod desk_notices;
mod desk_queue;
mod due;
mod feedback;
mod filing;
mod form;
mod indicators;
mod paper;
mod publication;
mod resume;
mod supplement;
mod tracking;

pub use account::{
    AccountHead, CodeView, ContactLine, DataView, EnterView, LookLine, MyDossierLine, MyDraftLine, MyPageDone,
    MyPageView, PaperLine, ResultLine, SecurityDone, SecurityView, StoreView,
};
pub use api::ApiView;
pub use catalogue::{
    DeskLine, FacetGroup, FacetValue, Fileable, HomeView, LifeEventLink, ListView, ProcedureRow, ProcedureView,
};
pub use chrome::{Assets, Chrome, ErrorView};
pub use desk::{
    AccountState, AccountView, DeskHead, DeskStartView, HistoryLine, InviteView, PeopleView, PersonLine, PersonView,
    QrView, RecoveryCodesView, RefusedView, RoleLine, SecondFactorView, SessionLine, SetUpView, SignInNotice,
    SignInView,
};
pub use desk_counter::{CounterBeginView, CounterProcedure, CounterReceiptView, CounterView, UnfinishedLine};
pub use desk_dossier::{
    DeskDossierView, DeskEventLine, DeskFileLine, DeskMessageLine, DeskPaperLine, DeskStepLine, Lateness, ShownFile,
    Walk,
};
pub use desk_notices::{
    Counted, DeskWarnings, FailedNoticeLine, FailedNoticesView, JobLine, JobsView, MailboxLine, MailboxView, NoticeDone,
};
pub use desk_queue::{
    BatchForm, BatchView, FoundLine, QueueChoice, QueueLine, QueueOptions, QueueTab, QueueView, SavedLine,
};
pub use due::{DueDesk, DueRow, DueView, WaitedLine, WaitedView};
pub use feedback::{
    AgencyOption, DeskFeedbackLine, DeskFeedbackList, DeskFeedbackListView, DeskFeedbackView, FeedbackBy, FeedbackDone,
    FeedbackFormView, FeedbackFound, FeedbackLine, FeedbackListView, FeedbackPhoto, FeedbackSentView, FeedbackStepLine,
    FeedbackTyped, MyFeedbackView, PublicFeedbackView,
};
pub use filing::{
    AgencyChoice, ApplicantView, AskedPaper, CaseChoice, CheckView, DraftSummary, FileRow, FilingHead, PaperOffer,
    PaperSlot, PapersView, ReceiptView, SaveStatus, StartView,
};
pub use form::{ConflictField, ConflictView, ExitView, FormPageView, FormPlace, FormState};
pub use indicators::{AgencyTotalsLine, GroupLine, IndicatorsView, ProcedureLine, TrendLine};
pub use paper::{HeldPaper, PaperView, RegisterView};
pub use publication::{EditionLine, ExplanationLine, ExplanationsView, PublicationView, PublicationsView};
pub use resume::{AskedLink, ExpiredDraft, LinkMail, LinkState, ResumeCodeView, ResumeView};
pub use supplement::{
    AnswerItem, ChangeLine, ItemPlace, SupplementAnswerView, SupplementHead, SupplementPart, SupplementSentView,
    SupplementView,
};
pub use tracking::{
    ActedBy, AskedFor, DueChange, DuePromise, DueWhy, Ending, EventDetail, MAX_MESSAGE, MessageLine, ResultShown,
    SupplementAsked, SupplementLine, TimelineEntry, TrackedDossier, TrackingDone, TrackingView, WithdrawView,
};
pub use tracking::{RatedView, RatingView};
