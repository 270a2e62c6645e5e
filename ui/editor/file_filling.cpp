// SPDX-License-Identifier: Apache-2.0
// What the editor does with a token or a file that somebody opens or drops.
#include "base/shown.h"
#include "presets/file_hints.h"
#include "presets/token_trust.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/preset_form.h"
#include "ui/widgets/plane.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QUrl>

#include <utility>

namespace symbolon::ui {

// A token or its claims, or a file of the workload's platform.
void CredentialEditor::fillFromText(const QByteArray &text)
{
    if (!takesTokens())
        return;
    if (const auto token = presets::trustOfToken(text)) {
        const bool otherAudience = m_form->fillFrom(*token);
        showFilled();
        Q_EMIT said(
            otherAudience
                ? tr("Filled in from the token. It was made for another audience: have the workload ask for %1.")
                      .arg(m_form->credential().audiences.value(0))
                : tr("Filled in from the token."));
        return;
    }
    auto read = [text] { return presets::hintsOf(text); };
    const int filling = ++m_filling;
    whenDone(m_context.worker.run(std::move(read)), this,
             [this, filling](const Result<QList<presets::FileHint>> &hints) {
                 if (filling != m_filling || !takesTokens())
                     return; // another form is open, or another file was dropped
                 if (!hints) {
                     Q_EMIT said(hints.error().message);
                 } else if (hints->size() == 1) {
                     fillFromHint(hints->constFirst());
                 } else {
                     chooseHint(*hints);
                 }
             });
}

// A file may speak of several workloads: one of them is chosen, or none.
void CredentialEditor::chooseHint(const QList<presets::FileHint> &hints)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fileHints"));
    menu->setAccessibleName(tr("What the file speaks of"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *heading = menu->addAction(tr("Fill in from"));
    heading->setEnabled(false);
    for (const presets::FileHint &hint : hints) {
        QString label = shown(hint.label);
        label.replace(u'&', QStringLiteral("&&")); // no mnemonic
        connect(menu->addAction(label), &QAction::triggered, this, [this, hint, filling = m_filling] {
            if (filling == m_filling)
                fillFromHint(hint);
        });
    }
    menu->popup(m_header->mapToGlobal(QPoint(m_header->width() / 2, m_header->height())));
    menu->setActiveAction(menu->actions().at(1));
}

void CredentialEditor::fillFromHint(const presets::FileHint &hint)
{
    if (!takesTokens())
        return;
    m_form->fillFrom(hint);
    showFilled();
    QStringList words{tr("Filled in from the file: %1.").arg(shown(hint.label))};
    for (const QString &note : hint.notes)
        words << shown(note);
    Q_EMIT said(words.join(u' '));
}

void CredentialEditor::showFilled()
{
    m_presetForm->rebuild();
    m_gallery->setCurrent(m_form->preset().platform);
    onChanged();
}

void CredentialEditor::fillFromFile(const QString &path)
{
    auto read = [path]() -> Result<QByteArray> {
        QFile file(path);
        if (!QFileInfo(path).isFile()) // a pipe would keep its reader waiting
            return failure(Error{.kind = ErrorKind::Validation, .message = tr("it is no regular file")});
        if (!file.open(QIODevice::ReadOnly))
            return failure(Error{.kind = ErrorKind::Validation, .message = file.errorString()});
        return file.read(presets::largestToken + 1);
    };
    const int filling = ++m_filling;
    whenDone(m_context.worker.run(std::move(read)), this, [this, filling](const Result<QByteArray> &text) {
        if (filling != m_filling)
            return;
        if (text)
            fillFromText(*text);
        else
            Q_EMIT said(tr("The file cannot be read: %1").arg(text.error().message));
    });
}

void CredentialEditor::dragEnterEvent(QDragEnterEvent *event)
{
    const QMimeData *dragged = event->mimeData();
    const bool file = dragged->urls().size() == 1 && dragged->urls().constFirst().isLocalFile();
    if (takesTokens() && (file || (dragged->hasText() && !dragged->hasUrls())))
        event->acceptProposedAction();
}

void CredentialEditor::dropEvent(QDropEvent *event)
{
    const QMimeData *dropped = event->mimeData();
    if (dropped->hasUrls())
        fillFromFile(dropped->urls().constFirst().toLocalFile());
    else
        fillFromText(dropped->text().toUtf8());
    event->acceptProposedAction();
}

} // namespace symbolon::ui
