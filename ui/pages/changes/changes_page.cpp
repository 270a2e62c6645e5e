// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/changes_page.h"

#include "base/whole_file.h"
#include "export/change_set_document.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/apply_band.h"
#include "ui/pages/changes/export_pane.h"
#include "ui/pages/changes/gap_dialog.h"
#include "ui/pages/changes/operation_delegate.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/pages/changes/set_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statepane.h"

#include <QFile>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

constexpr int leastListHeight = 180; // two operations and a part of the third

} // namespace

ChangesPage::ChangesPage(Context &context, StagedChanges &staged, QWidget *parent)
    : Page(context, tr("Changes"), tr("Credential, identity, issuer or subject"), parent)
    , m_staged(staged)
    , m_model(new OperationsModel(staged, this))
    , m_details(new OperationDetails(context, staged))
    , m_export(new ExportPane(context, staged))
{
    setObjectName(QStringLiteral("changesPage"));
    buildHeader();
    setBand(new ApplyBand(context.appearance, staged, this));
    setPanes(buildList(), buildDetails(), {.list = 400, .details = 864, .leastDetails = 420});
    splitter()->setStretchFactor(0, 0);
    splitter()->setStretchFactor(1, 1);
    setBannerWanted(false);
    connect(&staged, &StagedChanges::changed, this, &ChangesPage::showSet);
    connect(&staged, &StagedChanges::ended, this, &ChangesPage::tellEnd);
    connect(&staged, &StagedChanges::undone, this, [this](int undone, int failed) {
        Q_EMIT said(failed == 0 ? tr("%n change(s) taken back. They are staged again.", nullptr, undone)
                                : tr("%1 taken back, %2 could not be.").arg(undone).arg(failed));
    });
    connect(m_export, &ExportPane::said, this, &ChangesPage::said);
    connect(m_details, &OperationDetails::unstageAsked, this, &ChangesPage::unstage);
    showSet();
}

void ChangesPage::buildHeader()
{
    const Appearance &appearance = m_context.appearance;
    m_open = new Button(appearance, tr("Open…"), ButtonRole::Secondary, Glyph::None, this);
    m_open->setObjectName(QStringLiteral("openChanges"));
    m_open->setToolTip(plainToolTip(tr("Stages what a change-set file holds. Nothing is written by that.")));
    m_open->setVisible(static_cast<bool>(m_context.askOpenPath));
    m_save = new Button(appearance, tr("Save set"), ButtonRole::Secondary, Glyph::Export, this);
    m_save->setObjectName(QStringLiteral("saveChanges"));
    m_discard = new Button(appearance, tr("Discard"), ButtonRole::Secondary, Glyph::None, this);
    m_discard->setObjectName(QStringLiteral("discardChanges"));
    m_apply = new Button(appearance, tr("Apply"), ButtonRole::Primary, Glyph::Check, this);
    m_apply->setObjectName(QStringLiteral("applyChanges"));
    headerActions()->addWidget(m_open);
    headerActions()->addWidget(m_save);
    headerActions()->addWidget(m_discard);
    headerActions()->addWidget(m_apply);
    connect(m_open, &QPushButton::clicked, this, &ChangesPage::open);
    connect(m_save, &QPushButton::clicked, this, &ChangesPage::save);
    connect(m_discard, &QPushButton::clicked, this, &ChangesPage::askDiscard);
    connect(m_apply, &QPushButton::clicked, this, &ChangesPage::apply);
}

QWidget *ChangesPage::buildList()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *side = new QWidget(splitter());
    setPlane(side, Plane::Tone::Surface);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_listArea = new QWidget(side);
    auto *area = new QVBoxLayout(m_listArea);
    area->setContentsMargins(0, 0, 0, 0);
    area->setSpacing(0);
    auto *head = new Plane(appearance, Plane::Tone::Sunken, Qt::BottomEdge, m_listArea);
    head->setFixedHeight(theme.px(metrics::tableHeader));
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(theme.px(metrics::space4), 0, theme.px(metrics::space4), 0);
    auto *title = new PlainLabel(appearance, TextStyle::SecondaryMedium, Ink::Text, head);
    title->setValue(tr("Order of execution"));
    auto *hint = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, head);
    hint->setValue(tr("drag, or Alt+Up and Alt+Down"));
    headRow->addWidget(title);
    headRow->addStretch(1);
    headRow->addWidget(hint);
    m_list = new QListView(m_listArea);
    m_list->setObjectName(QStringLiteral("operations"));
    m_list->setAccessibleName(tr("Staged operations in their order of execution"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(theme.px(leastListHeight));
    setPlane(m_list->viewport(), Plane::Tone::Surface);
    m_delegate = new OperationDelegate(appearance, m_list);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_list->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChangesPage::showDetails);
    area->addWidget(head);
    area->addWidget(m_list, 1);
    area->addWidget(new SetWords(m_context, m_staged, m_listArea));
    m_empty = new StatePane(appearance, m_context.clipboard, side);
    connect(m_empty, &StatePane::actionTriggered, this, &ChangesPage::clearFilter);
    column->addWidget(m_listArea, 1);
    column->addWidget(m_empty, 1);
    return side;
}

QWidget *ChangesPage::buildDetails()
{
    auto *both = new QSplitter(Qt::Vertical, splitter());
    both->setChildrenCollapsible(false);
    both->setHandleWidth(1);
    both->addWidget(m_details);
    both->addWidget(m_export);
    both->setStretchFactor(0, 3);
    both->setStretchFactor(1, 2);
    const Theme &theme = m_context.appearance.theme();
    m_details->setMinimumHeight(theme.px(190));
    m_export->setMinimumHeight(theme.px(140));
    both->setSizes({theme.px(440), theme.px(260)});
    return both;
}

void ChangesPage::applyText()
{
    m_model->setFilter(filterField()->text());
    showSet();
}

void ChangesPage::clearFilter()
{
    filterField()->clear();
    applyTextNow();
}

QList<QWidget *> ChangesPage::panes() const
{
    return {filterField(), m_list, m_details, m_export};
}

void ChangesPage::setCompactRows(bool compact)
{
    m_delegate->setCompact(compact);
    m_list->doItemsLayout();
}

QString ChangesPage::selectionText() const
{
    return m_model->rowCount() == 0 ? QString() : tr("1 of %1 selected").arg(m_model->rowCount());
}

void ChangesPage::select(const QUuid &operation)
{
    const int row = m_model->rowOf(operation);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
}

void ChangesPage::showSet()
{
    const trust::ChangeSet &set = m_staged.set();
    const auto count = static_cast<int>(set.operations.size());
    setSubtitle(count == 0 ? tr("Nothing is staged")
                           : tr("%n operation(s)", nullptr, count) + QLatin1Char(' ')
                        + tr("on %n identities", nullptr, m_staged.counts().identities));
    const int waiting = m_staged.waiting();
    m_apply->setText(waiting > 0 ? tr("Apply %1").arg(waiting) : tr("Apply"));
    const bool signedIn = m_context.workspace.session().phase == workspace::SessionPhase::SignedIn;
    const QString busy = m_staged.isApplying() ? tr("Changes are being written.") : QString();
    m_apply->setBlocked(!busy.isEmpty()    ? busy
                            : waiting == 0 ? tr("Nothing waits to be written.")
                            : !signedIn    ? tr("Sign in first.")
                                           : QString());
    m_discard->setBlocked(!busy.isEmpty() ? busy : count == 0 ? tr("Nothing is staged.") : QString());
    m_save->setBlocked(count == 0 ? tr("Nothing is staged.") : QString());
    m_open->setBlocked(!signedIn ? tr("Sign in first.") : busy);
    const bool shown = m_model->rowCount() > 0;
    m_listArea->setVisible(shown);
    m_empty->setVisible(!shown);
    if (!shown && m_model->isNarrow())
        m_empty->setState(StatePane::State::Filtered, tr("No operation matches the filter."), {}, tr("Clear filter"));
    else if (!shown)
        m_empty->setState(StatePane::State::Empty, tr("Nothing is staged."),
                          tr("Edit, add or delete a credential and choose “Add to changes” in its review."));
    if (shown && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    showDetails();
}

void ChangesPage::showDetails()
{
    const trust::Operation *operation = m_model->at(m_list->currentIndex().row());
    m_details->setOperation(operation ? operation->id : QUuid());
    m_export->setOperation(operation ? operation->id : QUuid());
    Q_EMIT selectionTextChanged();
}

void ChangesPage::moveBy(int steps)
{
    const int row = m_list->currentIndex().row();
    const trust::Operation *operation = m_model->at(row);
    if (!operation || m_model->isNarrow())
        return;
    const QUuid id = operation->id;
    if (m_staged.move(row, row + steps))
        select(id);
}

void ChangesPage::unstage(const QUuid &operation)
{
    const int row = m_model->rowOf(operation);
    if (!m_staged.unstage(operation))
        return;
    Q_EMIT said(tr("Taken out. Nothing was written."));
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1)));
}

void ChangesPage::tellEnd(int written, int failed, int waiting)
{
    Q_EMIT said(
        failed + waiting == 0
            ? tr("%n change(s) written. It can take minutes until every token server knows them.", nullptr, written)
            : tr("%1 written, %2 failed, %3 not started. What was not written is still staged.")
                  .arg(written)
                  .arg(failed)
                  .arg(waiting));
}

// What goes with a gap in service is written when somebody has accepted each of them.
void ChangesPage::apply()
{
    if (!m_apply->isEnabled())
        return;
    if (m_staged.openGaps() == 0)
        return m_staged.apply();
    (new GapDialog(m_context, m_staged, this))->open();
}

void ChangesPage::save()
{
    const trust::ChangeSet set = m_staged.set();
    m_context.askSavePath(QStringLiteral("changes.symbolon-changes"), [this, set](const QString &path) {
        if (path.isEmpty())
            return;
        auto write = [set, path] { return writeWhole(path, exports::changeSetDocument(set)); };
        whenDone(m_context.worker.run(std::move(write)), this, [this](const Result<void> &written) {
            Q_EMIT said(written ? tr("Saved the change set")
                                : tr("The file cannot be written: %1").arg(written.error().message));
        });
    });
}

void ChangesPage::open()
{
    m_context.askOpenPath(tr("Change sets (*.symbolon-changes)"),
                          [guard = QPointer<ChangesPage>(this)](const QString &path) {
                              if (guard && !path.isEmpty())
                                  guard->openFile(path);
                          });
}

void ChangesPage::openFile(const QString &path)
{
    auto read = [path]() -> Result<trust::ChangeSet> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(Error{.kind = ErrorKind::Validation, .message = file.errorString()});
        return exports::readChangeSet(file.read(exports::changesLimits::bytes + 1));
    };
    whenDone(m_context.worker.run(std::move(read)), this, [this](const Result<trust::ChangeSet> &set) {
        if (set)
            take(*set);
        else
            Q_EMIT said(tr("The file cannot be opened: %1").arg(set.error().message));
    });
}

// A file says what somebody wants, not what is: it is bound to its tenant, and everything in it is validated and compared
// with what the service holds when it is applied.
void ChangesPage::take(const trust::ChangeSet &set)
{
    const trust::ChangeSet here = m_context.workspace.newChangeSet();
    if (set.tenantId != here.tenantId || set.loginOrigin != here.loginOrigin) {
        Q_EMIT said(tr("These changes were made for another tenant."));
        return;
    }
    if (!m_staged.stage(set.operations)) {
        Q_EMIT said(tr("Changes are being written. Wait until they are, then open the file."));
        return;
    }
    if (m_staged.set().ticket.isEmpty())
        m_staged.setTicket(set.ticket);
    if (m_staged.set().reason.isEmpty())
        m_staged.setReason(set.reason);
    showSet();
    Q_EMIT said(tr("%n change(s) staged from the file. Look at each before you apply them.", nullptr,
                   static_cast<int>(set.operations.size())));
}

// Without an event loop of its own: the answer comes when it comes.
void ChangesPage::askDiscard()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Discard what is staged?"),
                                     tr("%n staged change(s) are thrown away.", nullptr, m_staged.waiting()),
                                     QMessageBox::NoButton, this);
    question->setObjectName(QStringLiteral("discardQuestion"));
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("Nothing of them was written. What was written stays as it is in the tenant."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *stay = question->addButton(tr("Keep them"), QMessageBox::RejectRole);
    const QPushButton *discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(discard, &QPushButton::clicked, &m_staged, &StagedChanges::discard);
    question->open();
}

bool ChangesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool up = key->key() == Qt::Key_Up;
        if (key->modifiers().testFlag(Qt::AltModifier) && (up || key->key() == Qt::Key_Down)) {
            moveBy(up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Delete) {
            if (const trust::Operation *operation = m_model->at(m_list->currentIndex().row()))
                unstage(operation->id);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace symbolon::ui
