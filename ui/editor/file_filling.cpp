// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/file_filling.h"

#include "base/shown.h"
#include "presets/token_trust.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plaintooltip.h"

#include <QAbstractButton>
#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int undoAction = 0;
constexpr qsizetype mostNotes = 8; // of a filling; a banner is read at a glance

// The one file that a list of addresses names; empty: it names none, or several.
QString fileOf(const QList<QUrl> &urls)
{
    return urls.size() == 1 && urls.constFirst().isLocalFile() ? urls.constFirst().toLocalFile() : QString();
}

bool isTooLong(const trust::FederatedCredential &token)
{
    return std::max({token.issuer.size(), token.matchText().size(), token.audiences.value(0).size()})
        > trust::limits::fieldLength;
}

} // namespace

FileFilling::FileFilling(const Context &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_host(host)
    , m_note(new Banner(context.appearance, context.clipboard, host))
    , m_paste(new QShortcut(QKeySequence::Paste, host))
{
    m_note->setObjectName(QStringLiteral("filledNote"));
    m_note->setAction(undoAction, tr("Undo"));
    m_note->setClosable(true);
    connect(m_note, &Banner::actionTriggered, this, &FileFilling::undo);
    // A text input with the focus pastes by itself: it claims the keys first.
    m_paste->setContext(Qt::WidgetWithChildrenShortcut);
    m_paste->setEnabled(false);
    connect(m_paste, &QShortcut::activated, this, &FileFilling::paste);
    host->setAcceptDrops(true);
    host->installEventFilter(this);
}

QWidget *FileFilling::note() const
{
    return m_note;
}

Button *FileFilling::newButton(QWidget *parent)
{
    auto *button = new Button(m_context.appearance, tr("Fill in from a file"), ButtonRole::Link, Glyph::None, parent);
    button->setObjectName(QStringLiteral("fillFromFile"));
    button->setToolTip(plainToolTip(
        tr("A token or its decoded claims, a Kubernetes manifest, a kubeconfig, a GitHub workflow or a GitLab CI file. "
           "Dropping one here does the same, and so does %1 with its text on the clipboard.")
            .arg(m_paste->key().toString(QKeySequence::NativeText))));
    QWidget *before = button; // it is read before the note
    const auto actions = m_note->findChildren<QAbstractButton *>();
    for (QAbstractButton *action : actions) {
        QWidget::setTabOrder(before, action);
        before = action;
    }
    connect(button, &QPushButton::clicked, this, [this, button] {
        m_menuPlace = button->mapTo(m_host, QPoint(0, button->height()));
        ask();
    });
    return button;
}

bool FileFilling::canAsk() const
{
    return static_cast<bool>(m_context.askOpenPath);
}

void FileFilling::open(CredentialForm &form)
{
    follow(form);
    ++m_filling;
    m_note->hide();
}

void FileFilling::follow(CredentialForm &form)
{
    m_form = &form;
}

void FileFilling::setTaking(bool taking)
{
    m_taking = taking;
    m_paste->setEnabled(taking && m_context.clipboardText);
    if (!taking)
        ++m_filling;
}

void FileFilling::ask()
{
    m_context.askOpenPath(QString(), [guard = QPointer<FileFilling>(this)](const QString &path) {
        if (guard && !path.isEmpty())
            guard->fillFromFile(path);
    });
}

Result<FileFilling::Answer> FileFilling::answerOf(const QByteArray &text)
{
    if (auto token = presets::trustOfToken(text)) {
        if (isTooLong(*token))
            return failure(
                Error{.kind = ErrorKind::Validation,
                      .message = tr("The token's issuer or subject is too long to be trusted: Entra takes %1 "
                                    "characters at most.")
                                     .arg(trust::limits::fieldLength)});
        return Answer{std::move(*token), {}};
    }
    auto hints = presets::hintsOf(text);
    if (!hints)
        return failure(hints.error());
    return Answer{std::nullopt, std::move(*hints)};
}

Result<FileFilling::Answer> FileFilling::readFile(const QString &path)
{
    QFile file(path);
    QString problem;
    if (!QFileInfo(path).isFile()) // a pipe would keep its reader waiting
        problem = tr("it is no regular file");
    else if (!file.open(QIODevice::ReadOnly))
        problem = file.errorString();
    if (!problem.isEmpty())
        return failure(Error{.kind = ErrorKind::Validation, .message = tr("The file cannot be read: %1").arg(problem)});
    return answerOf(file.read(presets::largestToken + 1));
}

void FileFilling::fillFromFile(const QString &path)
{
    await(m_context.worker.run([path] { return readFile(path); }), QFileInfo(path).fileName());
}

void FileFilling::fillFromText(const QString &text, const QString &source)
{
    // One character more than is read: it is told that the text is too large.
    auto read = [start = text.left(presets::largestToken + 1)] { return answerOf(start.toUtf8()); };
    await(m_context.worker.run(std::move(read)), source);
}

void FileFilling::paste()
{
    const QString text = m_context.clipboardText();
    m_menuPlace.reset();
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (const QString path = fileOf({url}); !path.isEmpty()) // a file that was copied
        fillFromFile(path);
    else if (text.trimmed().isEmpty())
        Q_EMIT said(tr("There is no text on the clipboard."));
    else
        fillFromText(text, tr("the clipboard"));
}

void FileFilling::await(Future<Answer> answer, const QString &source)
{
    const int filling = ++m_filling;
    whenDone(std::move(answer), this, [this, filling, source](const Result<Answer> &read) {
        if (filling != m_filling || !m_taking)
            return; // another form is open, or another file was dropped
        if (read)
            take(*read, source);
        else
            Q_EMIT said(read.error().message);
    });
}

void FileFilling::take(const Answer &answer, const QString &source)
{
    if (answer.token)
        fill(*answer.token, source);
    else if (answer.hints.size() == 1)
        fill(answer.hints.constFirst(), source);
    else
        choose(answer.hints, source);
}

// A file may speak of several workloads: one of them is chosen, or none.
void FileFilling::choose(const QList<presets::FileHint> &hints, const QString &source)
{
    auto *menu = new QMenu(m_host);
    menu->setObjectName(QStringLiteral("fileHints"));
    menu->setAccessibleName(tr("What the file speaks of"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *heading = menu->addAction(tr("Fill in from"));
    heading->setEnabled(false);
    for (const presets::FileHint &hint : hints) {
        QString label = shown(hint.label);
        label.replace(u'&', QStringLiteral("&&")); // no mnemonic
        connect(menu->addAction(label), &QAction::triggered, this, [this, hint, source, filling = m_filling] {
            if (filling == m_filling && m_taking)
                fill(hint, source);
        });
    }
    menu->popup(m_host->mapToGlobal(m_menuPlace.value_or(m_note->parentWidget()->mapTo(m_host, QPoint()))));
    menu->setActiveAction(menu->actions().at(1));
}

void FileFilling::fill(const presets::FileHint &hint, const QString &source)
{
    const CredentialDraft before = m_form->draft();
    m_form->fillFrom(hint);
    QStringList notes = differences(hint);
    if (lacksRest(hint))
        notes << hint.rest;
    show(before, tr("Filled in from %1: %2").arg(source, hint.label), notes + hint.notes);
}

void FileFilling::fill(const trust::FederatedCredential &token, const QString &source)
{
    const CredentialDraft before = m_form->draft();
    const bool otherAudience = m_form->fillFrom(token);
    QStringList notes;
    if (otherAudience)
        notes << tr("It was made for another audience: have the workload ask for %1.")
                     .arg(m_form->credential().audiences.value(0));
    show(before, tr("Filled in from %1: a token of %2").arg(source, token.issuer), notes);
}

// Whether anything that the file is not about is still to be typed.
bool FileFilling::lacksRest(const presets::FileHint &hint) const
{
    const QList<presets::PresetField> &fields = m_form->preset().fields;
    return !hint.rest.isEmpty()
        && std::any_of(fields.cbegin(), fields.cend(), [this, &hint](const presets::PresetField &field) {
               return field.required && !hint.fields.contains(field.key) && m_form->isShown(field)
                   && m_form->value(field).isEmpty();
           });
}

// Where the file does not agree with the identity, or the form, that it is to be trusted by.
QStringList FileFilling::differences(const presets::FileHint &hint) const
{
    QStringList sentences;
    const trust::Identity &identity = m_form->target().identity.identity;
    for (const QString &clientId : hint.clientIds) {
        if (identity.clientId.isEmpty())
            sentences << tr("It signs in with the client ID %1: the new identity will have another.").arg(clientId);
        else if (clientId.compare(identity.clientId, Qt::CaseInsensitive) != 0)
            sentences << tr("It signs in with the client ID %1, which is not that of %2: have it use %3.")
                             .arg(clientId, identity.displayName, identity.clientId);
    }
    const QString audience = m_form->credential().audiences.value(0);
    for (const QStringList &asked : hint.audiences) {
        if (!audience.isEmpty() && !asked.contains(audience))
            sentences << tr("It asks for tokens for %1: have it ask for %2, which the form trusts.")
                             .arg(asked.join(QStringLiteral(", ")), audience);
    }
    return sentences;
}

void FileFilling::show(const CredentialDraft &before, const QString &title, const QStringList &notes)
{
    m_before = before;
    m_after = m_form->draft();
    QStringList lines = notes.mid(0, mostNotes);
    if (lines.size() < notes.size())
        lines << tr("And more of the kind: %1").arg(notes.size() - lines.size());
    m_note->say({.level = Level::Info, .title = title, .text = {}, .details = {}, .lines = lines});
    Q_EMIT filled();
    // At the head of the form, which may have been scrolled away.
    for (QWidget *around = m_note->parentWidget(); around; around = around->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(around))
            return area->verticalScrollBar()->setValue(0);
    }
}

void FileFilling::undo()
{
    CredentialDraft draft = m_form->draft();
    draft.presetId = m_before.presetId;
    QStringList keys = m_before.values.keys();
    keys += m_after.values.keys();
    for (const QString &key : std::as_const(keys)) {
        const bool had = m_before.values.contains(key);
        if (had == m_after.values.contains(key) && m_before.values.value(key) == m_after.values.value(key))
            continue; // not filled in
        if (had)
            draft.values.insert(key, m_before.values.value(key));
        else
            draft.values.remove(key);
    }
    m_form->setDraft(draft);
    m_note->hide();
    Q_EMIT filled();
}

bool FileFilling::takes(const QMimeData &dragged) const
{
    return m_taking && (!fileOf(dragged.urls()).isEmpty() || (dragged.hasText() && !dragged.hasUrls()));
}

void FileFilling::drop(const QMimeData &dropped)
{
    if (const QString path = fileOf(dropped.urls()); !path.isEmpty())
        fillFromFile(path);
    else
        fillFromText(dropped.text(), tr("dropped text"));
}

bool FileFilling::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::DragEnter) {
        auto *enter = static_cast<QDragEnterEvent *>(event);
        if (takes(*enter->mimeData()))
            enter->acceptProposedAction();
        else
            enter->ignore();
        return true;
    }
    if (event->type() == QEvent::Drop) {
        auto *dropped = static_cast<QDropEvent *>(event);
        m_menuPlace = dropped->position().toPoint();
        if (takes(*dropped->mimeData())) {
            drop(*dropped->mimeData());
            dropped->acceptProposedAction();
        }
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace symbolon::ui
