// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "ui/shell/context.h"

#include <QObject>
#include <QPoint>

#include <optional>

class QMimeData;
class QShortcut;

namespace symbolon::ui {

class Banner;
class Button;

// Fills a form in from a token, or from a file of the workload's platform, that somebody opens, drops or pastes, says what
// it came from and what it does not say, and takes it back.
//
//   dropped, opened, pasted ──► read elsewhere ──one workload──► filled(), note() says it ──Undo──► filled(), as before
//                                    │   └──several──► a menu: one of them, or none
//                                    └──nothing of use──► said()
class FileFilling final : public QObject
{
    Q_OBJECT

public:
    // `host` takes drops, and pastes where no text input of it has the focus; it owns what is made here.
    FileFilling(const Context &context, QWidget *host);

    // Says what was filled in; to be laid out at the head of the form. Hidden while there is nothing to say.
    [[nodiscard]] QWidget *note() const;
    // Asks for a file; the host says when it is on show.
    [[nodiscard]] Button *newButton(QWidget *parent);
    // Whether a file can be asked for.
    [[nodiscard]] bool canAsk() const;

    // The form to fill in from now on; it outlives its time here. What was said of another, and what is still read for it,
    // goes.
    void open(CredentialForm &form);
    // The same form, made anew: what was said of it stays.
    void follow(CredentialForm &form);
    // Whether the form is on show.
    void setTaking(bool taking);

    void fillFromFile(const QString &path);
    // A token, its decoded claims, or a file's text. `source` names it: "pasted text".
    void fillFromText(const QString &text, const QString &source);
    void paste();
    // The form as it was before the last filling, but for what was typed elsewhere in it since.
    void undo();

Q_SIGNALS:
    // The form has other values now, and may be another platform's.
    void filled();
    // A sentence for the status bar: why nothing was filled in.
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // What a text has to say: one or the other.
    struct Answer
    {
        std::optional<trust::FederatedCredential> token;
        QList<presets::FileHint> hints;
    };

    [[nodiscard]] static Result<Answer> answerOf(const QByteArray &text);
    [[nodiscard]] static Result<Answer> readFile(const QString &path);
    [[nodiscard]] bool takes(const QMimeData &dragged) const;
    void ask();
    void drop(const QMimeData &dropped);
    void await(Future<Answer> answer, const QString &source);
    void take(const Answer &answer, const QString &source);
    void choose(const QList<presets::FileHint> &hints, const QString &source);
    void fill(const presets::FileHint &hint, const QString &source);
    void fill(const trust::FederatedCredential &token, const QString &source);
    [[nodiscard]] bool lacksRest(const presets::FileHint &hint) const;
    [[nodiscard]] QStringList differences(const presets::FileHint &hint) const;
    void show(const CredentialDraft &before, const QString &title, const QStringList &notes);

    const Context &m_context;
    QWidget *m_host;
    Banner *m_note;
    CredentialForm *m_form = nullptr;
    CredentialDraft m_before; // the last filling
    CredentialDraft m_after;
    std::optional<QPoint> m_menuPlace; // of the host, where a choice is asked for; none: the head of the form
    QShortcut *m_paste;
    bool m_taking = false;
    int m_filling = 0; // what is still being read for an older form, or file, is dropped
};

} // namespace symbolon::ui
