// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/credential_editor.h"

#include "ui/editor/file_filling.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/preset_form.h"
#include "ui/editor/preview_pane.h"
#include "ui/editor/review_pane.h"
#include "ui/editor/snippets_pane.h"
#include "ui/editor/staged_note.h"
#include "ui/models/staged_changes.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/severitybadge.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int galleryWidth = 220;
constexpr int previewWidth = 440;
constexpr int narrowBelow = 1120;
constexpr int narrowGallery = 194;
constexpr int narrowPreview = 296;
constexpr int shortPreview = 160;
constexpr int widestName = 320;

QScrollArea *scrolled(const Appearance &, QWidget *contents, const QString &name, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(name);
    area->setWidget(contents);
    return area;
}

} // namespace

CredentialEditor::CredentialEditor(const Context &context, Drafts &drafts, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_drafts(drafts)
    , m_filling(new FileFilling(context, this))
{
    connect(m_filling, &FileFilling::filled, this, &CredentialEditor::showPreset);
    connect(m_filling, &FileFilling::said, this, &CredentialEditor::said);
    constexpr std::chrono::milliseconds typingPause{500};
    m_draftSoon.setSingleShot(true);
    m_draftSoon.setInterval(typingPause);
    connect(&m_draftSoon, &QTimer::timeout, this, &CredentialEditor::keepDraft);
    buildHeader();
    buildBody();
    m_reviewPane = new ReviewPane(context, this);
    connect(m_reviewPane, &ReviewPane::applyAsked, this, &CredentialEditor::apply);
    connect(m_reviewPane, &ReviewPane::backAsked, this, [this] {
        if (m_deleting)
            leave();
        else
            showForm();
    });
    connect(m_reviewPane, &ReviewPane::stageAsked, this, &CredentialEditor::stage);
    m_reviewPane->setStages(false);
    m_stagedNote = new StagedNote(context, this);
    m_stagedNote->hide();
    connect(m_stagedNote, &StagedNote::discardAsked, this, &CredentialEditor::discardStaged);
    connect(m_reviewPane, &ReviewPane::stopAsked, this, [this] { m_stop.request_stop(); });
    m_stages = new QStackedWidget(this);
    m_stages->addWidget(m_body);
    m_stages->addWidget(m_reviewPane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_stagedNote);
    column->addWidget(m_stages, 1);
}

CredentialEditor::~CredentialEditor()
{
    m_stop.request_stop();
}

void CredentialEditor::startNew(const trust::IdentityKey &identity)
{
    if (const workspace::IdentityRow *row = m_context.workspace.identity(identity)) {
        m_deleting = false;
        open(EditorTarget{*row, std::nullopt});
        noteStaged(nullptr);
        showForm();
    }
}

void CredentialEditor::startEdit(const workspace::CredentialKey &credential)
{
    const workspace::IdentityRow *identity = m_context.workspace.identity(credential.identity);
    const workspace::CredentialRow *row = m_context.workspace.credential(credential);
    if (!identity || !row)
        return;
    m_deleting = false;
    const trust::Operation *staged = m_stagedChanges ? m_stagedChanges->waitingFor(credential.identity, credential.name)
                                                     : nullptr;
    const bool isCreated = staged && !staged->before; // it came into being elsewhere meanwhile
    open(EditorTarget{*identity, *row->credential, staged && !isCreated ? staged->after : std::nullopt});
    noteStaged(isCreated ? nullptr : staged);
    showForm();
}

void CredentialEditor::startDelete(const workspace::CredentialKey &credential)
{
    const workspace::IdentityRow *identity = m_context.workspace.identity(credential.identity);
    const workspace::CredentialRow *row = m_context.workspace.credential(credential);
    if (!identity || !row)
        return;
    m_deleting = true;
    open(EditorTarget{*identity, *row->credential});
    noteStaged(m_stagedChanges ? m_stagedChanges->waitingFor(credential.identity, credential.name) : nullptr);
    showReview(m_form->removal());
}

void CredentialEditor::cancel()
{
    if (isBusy())
        return;
    if (!m_deleting && m_form && m_form->isChanged())
        askUnsaved(true);
    else
        leave();
}

bool CredentialEditor::isBusy() const
{
    return m_reviewPane->isRunning();
}

bool CredentialEditor::hasUnwritten() const
{
    return !m_settled && m_form && m_form->isChanged();
}

void CredentialEditor::keepUnwritten()
{
    if (!hasUnwritten())
        return;
    keepDraft();
    m_settled = true;
}

// Like a copy: what is typed is still typed.
void CredentialEditor::keepDraft()
{
    m_draftSoon.stop();
    if (hasUnwritten())
        m_drafts.keep(m_form->target().key(), m_form->draft());
}

void CredentialEditor::discard()
{
    if (m_form)
        m_drafts.drop(m_form->target().key());
    m_settled = true;
}

bool CredentialEditor::offersFiles() const
{
    // The header of an existing credential has its name to show; a file can still be dropped there.
    return m_form && m_stages->currentWidget() == m_body && m_form->isNew() && m_filling->canAsk();
}

void CredentialEditor::review()
{
    if (!m_form)
        return;
    if (m_form->errorCount() > 0) {
        m_asked = true;
        m_presetForm->settleAll();
        updateHeader();
        return;
    }
    if (const auto operation = m_form->operation())
        showReview(*operation);
}

void CredentialEditor::apply()
{
    if (!m_changes || isBusy())
        return;
    if (!m_deleting)
        m_drafts.keep(m_form->target().key(), m_form->draft());
    m_stop = std::stop_source();
    workspace::OperationResult begun;
    begun.phase = workspace::OperationPhase::Checking;
    m_reviewPane->setProgress(begun);
    updateHeader();
    auto progress = [guard = QPointer<CredentialEditor>(this)](const workspace::OperationResult &result) {
        if (guard && guard->isBusy())
            guard->m_reviewPane->setProgress(result);
    };
    whenDone(m_context.workspace.apply(*m_changes, std::move(progress), m_stop.get_token()), this,
             [this](const Result<workspace::ApplyReport> &report) {
                 if (report) {
                     onApplied(*report);
                     return;
                 }
                 workspace::ApplyReport failed;
                 failed.results.append({m_changes->operations.first().id, workspace::OperationPhase::Failed,
                                        report.error(), std::nullopt});
                 onApplied(failed);
             });
}

void CredentialEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The form keeps the room it needs; the preview gives way first.
    const Theme &theme = m_context.appearance.theme();
    const bool narrow = width() < theme.px(narrowBelow);
    const int gallery = theme.px(narrow ? narrowGallery : galleryWidth);
    const int preview = theme.px(narrow ? narrowPreview : previewWidth);
    m_gallery->setFixedWidth(gallery);
    m_body->setSizes({gallery, std::max(1, width() - gallery - preview), preview});
}

void CredentialEditor::buildHeader()
{
    const Appearance &appearance = m_context.appearance;
    m_header = new Plane(appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    m_header->setFixedHeight(appearance.theme().px(metrics::pageHeader));
    m_identityName = new PlainLabel(appearance, TextStyle::Body, Ink::Accent, m_header);
    m_identityName->setElide(Qt::ElideRight);
    m_identityName->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto *chevron = new PlainLabel(appearance, TextStyle::Body, Ink::Text3, m_header);
    chevron->setValue(QStringLiteral("›"));
    m_title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, m_header);
    m_problems = new SeverityBadge(appearance, Level::None, m_header);
    m_fromFile = m_filling->newButton(m_header);
    m_cancel = new Button(appearance, tr("Cancel"), ButtonRole::Secondary, Glyph::None, m_header);
    m_review = new Button(appearance, tr("Review change"), ButtonRole::Primary, Glyph::None, m_header);
    connect(m_cancel, &QPushButton::clicked, this, &CredentialEditor::cancel);
    connect(m_review, &QPushButton::clicked, this, &CredentialEditor::review);

    m_unsaved = new QWidget(m_header);
    auto *question = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, m_unsaved);
    question->setValue(tr("Not written yet."));
    m_keepDraft = new Button(appearance, tr("Keep as draft"), ButtonRole::Primary, Glyph::None, m_unsaved);
    auto *throwAway = new Button(appearance, tr("Discard"), ButtonRole::Destructive, Glyph::None, m_unsaved);
    auto *goOn = new Button(appearance, tr("Go on editing"), ButtonRole::Secondary, Glyph::None, m_unsaved);
    connect(m_keepDraft, &QPushButton::clicked, this, [this] {
        keepUnwritten();
        Q_EMIT said(tr("Kept as a draft until Symbolon is closed."));
        leave();
    });
    connect(throwAway, &QPushButton::clicked, this, [this] {
        discard();
        leave();
    });
    connect(goOn, &QPushButton::clicked, this, [this] { askUnsaved(false); });
    auto *unsavedRow = new QHBoxLayout(m_unsaved);
    unsavedRow->setContentsMargins(0, 0, 0, 0);
    unsavedRow->setSpacing(metrics::space2);
    for (QWidget *part : {static_cast<QWidget *>(question), static_cast<QWidget *>(m_keepDraft),
                          static_cast<QWidget *>(throwAway), static_cast<QWidget *>(goOn)})
        unsavedRow->addWidget(part);

    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    row->setSpacing(metrics::space2);
    row->addWidget(m_identityName);
    row->addWidget(chevron);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_problems);
    row->addWidget(m_fromFile);
    row->addWidget(m_cancel);
    row->addWidget(m_review);
    row->addWidget(m_unsaved);
    m_unsaved->hide();
}

void CredentialEditor::buildBody()
{
    const Appearance &appearance = m_context.appearance;
    m_gallery = new PlatformGallery(appearance, m_context.workspace.catalogue(), this);
    connect(m_gallery, &PlatformGallery::chosen, this, &CredentialEditor::choosePlatform);
    setPlane(m_gallery, Plane::Tone::Page);
    auto *form = new QWidget;
    setPlane(form, Plane::Tone::Surface);
    m_formColumn = new QVBoxLayout(form);
    m_formColumn->setContentsMargins(metrics::space6, metrics::space4, metrics::space6, metrics::space6);
    m_formColumn->setSpacing(metrics::space4);
    m_formColumn->addWidget(m_filling->note());
    m_formPlace = scrolled(appearance, form, tr("Form"), this);
    m_preview = new PreviewPane(m_context);
    setPlane(m_preview, Plane::Tone::Surface);
    QScrollArea *preview = scrolled(appearance, m_preview, tr("Preview"), this);
    preview->setMinimumHeight(appearance.theme().px(shortPreview));
    m_snippets = new SnippetsPane(m_context, this);
    auto *beside = new QSplitter(Qt::Vertical, this);
    beside->setMinimumWidth(appearance.theme().px(narrowPreview));
    beside->addWidget(preview);
    beside->addWidget(m_snippets);
    beside->setCollapsible(0, false);
    beside->setStretchFactor(0, 2);
    beside->setStretchFactor(1, 1);
    m_body = new QSplitter(Qt::Horizontal, this);
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(m_gallery);
    m_body->addWidget(m_formPlace);
    m_body->addWidget(beside);
    m_body->setStretchFactor(1, 1);
}

void CredentialEditor::open(EditorTarget target)
{
    keepUnwritten();
    m_asked = false;
    const workspace::CredentialKey key = target.key();
    const trust::IdentityKey identity = target.identity.key();
    const QString replacing = target.editing ? target.editing->name : QString();
    auto validate = [this, identity, replacing](const trust::FederatedCredential &credential) {
        return m_context.workspace.validate(identity, credential, replacing);
    };
    m_form = std::make_unique<CredentialForm>(m_context.workspace.catalogue(), std::move(target),
                                              m_context.workspace.exchangeAudience(), std::move(validate));
    if (const auto draft = m_drafts.find(key); draft && !m_deleting)
        m_form->setDraft(*draft);
    m_settled = m_deleting;
    m_changes.reset();
    askUnsaved(false);
    m_filling->open(*m_form);
    delete m_presetForm;
    m_presetForm = new PresetForm(m_context, *m_form);
    setPlane(m_presetForm, Plane::Tone::Surface);
    m_formColumn->addWidget(m_presetForm, 1);
    m_presetForm->show();
    m_formPlace->verticalScrollBar()->setValue(0);
    connect(m_presetForm, &PresetForm::changed, this, &CredentialEditor::onChanged);
    connect(m_presetForm, &PresetForm::presetChosen, this, &CredentialEditor::choosePreset);
    m_gallery->setCurrent(m_form->preset().platform);
    m_identityName->setValue(m_form->target().identity.identity.displayName);
    const int natural = QFontMetrics(m_identityName->font()).horizontalAdvance(m_identityName->text()) + 4;
    m_identityName->setFixedWidth(std::min(natural, m_context.appearance.theme().px(widestName)));
    m_preview->show(*m_form);
    m_snippets->show(*m_form);
}

void CredentialEditor::showForm()
{
    m_changes.reset();
    m_stages->setCurrentWidget(m_body);
    m_filling->setTaking(true);
    showStagedNote();
    updateHeader();
}

void CredentialEditor::showReview(const trust::Operation &operation)
{
    m_changes = m_context.workspace.newChangeSet();
    m_changes->operations.append(operation);
    QStringList warnings;
    if (!m_deleting) {
        for (const PlacedRemark &remark : m_form->remarks())
            warnings << remark.text;
    }
    m_reviewPane->setOperation(operation, warnings);
    m_stages->setCurrentWidget(m_reviewPane);
    m_filling->setTaking(false);
    showStagedNote();
    updateHeader();
}

void CredentialEditor::updateHeader()
{
    const bool form = m_stages->currentWidget() == m_body;
    m_title->setValue(m_deleting ? tr("Delete credential")
                          : m_form->isNew()
                          ? (m_stagedId.isNull() ? tr("New credential") : m_form->target().staged->name)
                          : m_form->target().editing->name);
    m_review->setVisible(form);
    m_cancel->setVisible(!isBusy());
    m_fromFile->setVisible(offersFiles());
    const int errors = m_form->errorCount();
    const int warnings = m_form->warningCount();
    m_problems->setVisible(form && (m_form->isTyped() || m_asked) && errors + warnings > 0);
    if (errors > 0)
        m_problems->setLevel(Level::Critical, tr("%n problem(s) to fix", nullptr, errors));
    else
        m_problems->setLevel(Level::Medium, tr("%n warning(s)", nullptr, warnings));
    const auto &target = m_form->target();
    if (target.opened() && !m_form->operation())
        m_review->setBlocked(target.staged && target.editing == m_form->credential()
                                 ? tr("This is what the service holds: discard what is staged instead.")
                                 : tr("Nothing has been changed."));
    else
        m_review->setBlocked(QString());
}

void CredentialEditor::onChanged()
{
    m_settled = false;
    m_draftSoon.start();
    m_presetForm->refresh();
    m_preview->show(*m_form);
    m_snippets->show(*m_form);
    updateHeader();
}

// Chosen, or said by a file: it may be the form of another platform now.
void CredentialEditor::showPreset()
{
    m_presetForm->rebuild();
    m_gallery->setCurrent(m_form->preset().platform);
    onChanged();
}

void CredentialEditor::choosePreset(const QString &presetId)
{
    m_form->choosePreset(presetId);
    showPreset();
}

void CredentialEditor::choosePlatform(const QString &platform)
{
    if (m_form->preset().platform == platform)
        return;
    for (const presets::Preset &preset : m_context.workspace.catalogue().presets()) {
        if (preset.platform == platform) {
            choosePreset(preset.id);
            return;
        }
    }
}

void CredentialEditor::askUnsaved(bool ask)
{
    m_unsaved->setVisible(ask);
    m_problems->setVisible(!ask && m_problems->isVisible());
    m_fromFile->setVisible(!ask && offersFiles());
    m_cancel->setVisible(!ask);
    m_review->setVisible(!ask);
    if (ask)
        m_keepDraft->setFocus();
}

void CredentialEditor::leave()
{
    askUnsaved(false);
    Q_EMIT closed();
}

void CredentialEditor::onApplied(const workspace::ApplyReport &report)
{
    const workspace::OperationResult result = report.results.value(0);
    m_reviewPane->setOutcome(result);
    updateHeader();
    if (result.phase != workspace::OperationPhase::Written)
        return;
    const trust::Operation &operation = m_changes->operations.constFirst();
    const workspace::CredentialKey key{m_form->target().identity.key(), operation.credentialName()};
    m_drafts.drop(m_form->target().key());
    m_settled = true;
    forgetStaged();
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        Q_EMIT said(tr("Added %1. It can take minutes until every token server knows it.").arg(key.name));
        break;
    case trust::OperationKind::Update:
        Q_EMIT said(tr("Changed %1.").arg(key.name));
        break;
    case trust::OperationKind::Delete:
        Q_EMIT said(tr("Deleted %1.").arg(key.name));
        break;
    }
    Q_EMIT done(key);
}

} // namespace symbolon::ui
