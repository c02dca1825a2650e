//! The shapes of what crosses the boundary where they are not the core's own.

use secdo_core::{
    alert::{
        Direction,
        draft::{Draft, FieldError, Notice},
        wire::cortex::Difference,
    },
    error::Error,
    investigate::{Answer, Asked},
    outbox::{Attempt, Stage, State},
    product::Product,
    query::{
        MANY,
        catalogue::ENTITIES,
        pivot::{MENU, PIVOTS, SUBJECTS, Subject},
        xql::DAYS,
    },
    server::Server,
    settings::{Alerts, Change, Known, Row, Settings, USUAL_DAYS},
};
use serde::Serialize;

use secdo_bridge::Problem;

/// `Answer` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct Answered {
    queries: Vec<Asked>,
    errors: Vec<Problem>,
}

impl From<Answer> for Answered {
    fn from(answer: Answer) -> Self {
        Self { queries: answer.queries, errors: answer.errors.iter().map(Problem::from).collect() }
    }
}

impl From<Result<Vec<Asked>, Vec<Error>>> for Answered {
    fn from(result: Result<Vec<Asked>, Vec<Error>>) -> Self {
        match result {
            Ok(queries) => Self { queries, errors: Vec::new() },
            Err(errors) => Self { queries: Vec::new(), errors: errors.iter().map(Problem::from).collect() },
        }
    }
}

/// `OutboxImported` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct OutboxImported {
    pub(crate) added: usize,
    pub(crate) refused: Vec<String>,
}

/// `ImportedSettings` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct ImportedSettings<'a> {
    pub(crate) settings: Settings,
    pub(crate) changes: Vec<Change>,
    pub(crate) keys: &'a [(String, String)],
}

/// `LinkTemplates` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct Templates {
    pub(crate) consoles: Vec<&'static str>,
    pub(crate) encodes: Option<bool>,
    pub(crate) templates: Vec<(&'static str, String)>,
    pub(crate) file: String,
}

/// `CheckedServer` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct CheckedServer {
    base: String,
    origin: String,
    name: String,
    pattern: String,
    readable: bool,
    product: Product,
}

impl From<&Server> for CheckedServer {
    fn from(server: &Server) -> Self {
        Self {
            base: server.base().to_owned(),
            origin: server.origin().to_owned(),
            name: server.name().to_owned(),
            pattern: server.pattern(),
            readable: server.is_readable_on_the_way(),
            product: Product::likely(server),
        }
    }
}

/// `Catalogue` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct Catalogue {
    entities: Vec<EntityRow>,
    pivots: Vec<PivotRow>,
    subjects: Vec<SubjectRow>,
    menu: &'static [&'static str],
    settings: &'static [Row],
    alerts: &'static [Row],
    server: &'static [Row],
    /// For how many days back a Cortex XDR can be asked, and for how many it is.
    days: [u32; 4],
    usual_days: u32,
    /// More queries than this are opened only when asked twice.
    many: usize,
}

#[derive(Serialize)]
struct EntityRow {
    name: &'static str,
    actions: &'static [&'static str],
    attributes: Vec<AttributeRow>,
}

#[derive(Serialize)]
struct AttributeRow {
    name: &'static str,
    choices: &'static [(&'static str, &'static str)],
}

#[derive(Serialize)]
struct PivotRow {
    id: &'static str,
    entity: &'static str,
    attribute: &'static str,
}

#[derive(Serialize)]
struct SubjectRow {
    subject: Subject,
    pivots: &'static [&'static str],
}

impl Catalogue {
    pub(crate) fn new() -> Self {
        let attributes = |entity: &secdo_core::query::Entity| {
            entity
                .attributes
                .iter()
                .map(|row| AttributeRow { name: row.name, choices: row.choices })
                .collect()
        };
        Self {
            entities: ENTITIES
                .iter()
                .map(|entity| EntityRow {
                    name: entity.name,
                    actions: entity.actions,
                    attributes: attributes(entity),
                })
                .collect(),
            pivots: PIVOTS
                .iter()
                .map(|pivot| PivotRow { id: pivot.id, entity: pivot.entity, attribute: pivot.attribute })
                .collect(),
            menu: &MENU,
            settings: Settings::ROWS,
            alerts: Alerts::ROWS,
            server: Known::ROWS,
            days: DAYS,
            usual_days: USUAL_DAYS,
            many: MANY,
            subjects: SUBJECTS.iter().map(|&(subject, pivots)| SubjectRow { subject, pivots }).collect(),
        }
    }
}

/// `CheckedAlert` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct CheckedAlert {
    pub(crate) errors: Vec<FieldProblem>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) timestamp: Option<String>,
    pub(crate) utc: Option<String>,
    pub(crate) proposed: Direction,
    pub(crate) commands: Option<Commands>,
}

/// The error of one field of the form.
#[derive(Serialize)]
pub(crate) struct FieldProblem {
    field: &'static str,
    problem: Problem,
}

impl From<&FieldError> for FieldProblem {
    fn from(wrong: &FieldError) -> Self {
        Self { field: wrong.field, problem: Problem::from(&wrong.error) }
    }
}

/// An alert as text to copy; the key is masked or a placeholder.
#[derive(Serialize)]
pub(crate) struct Commands {
    pub(crate) json: String,
    pub(crate) curl: Option<String>,
    pub(crate) script: Option<String>,
    pub(crate) differences: Vec<Difference>,
}

/// `OutboxItem` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct ShownItem {
    pub(crate) id: String,
    pub(crate) server: String,
    pub(crate) created: i64,
    pub(crate) state: State,
    pub(crate) stage: Stage,
    pub(crate) next: i64,
    pub(crate) may_be_duplicate: bool,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) utc: String,
    pub(crate) attributes: Vec<(&'static str, String)>,
    pub(crate) draft: Draft,
    pub(crate) answer: String,
    pub(crate) unanswered: bool,
}

/// `OutboxCounts` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct OutboxCounts {
    pub(crate) waiting: u32,
    pub(crate) sending: u32,
    pub(crate) failed: u32,
}

/// `OutboxRoute` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct Route {
    pub(crate) address: String,
    pub(crate) name: String,
    pub(crate) pattern: String,
    pub(crate) problem: Option<Problem>,
}

/// `Pumped` of `types.d.ts`.
#[derive(Serialize)]
pub(crate) struct Pumped {
    pub(crate) next: Option<i64>,
    #[serde(flatten)]
    pub(crate) counts: OutboxCounts,
}
