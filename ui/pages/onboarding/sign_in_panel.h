// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"
#include "workspace/verification.h"

#include <QByteArray>
#include <QWidget>

class QPlainTextEdit;
class QVBoxLayout;

namespace symbolon::ui {

class Button;
class PlainLabel;

// How it stands with a workload's first sign-in: what the log says, and what became of a token that was tried.
class SignInPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInPanel(const Context &context, QWidget *parent = nullptr);

    // nullptr: nothing can be verified, for the identity has not been read.
    void show(const workspace::Verification *verification);
    // A token that was typed and not tried.
    void forget();

Q_SIGNALS:
    void tryAsked(const QByteArray &token);

private:
    // A line in bold and one that explains it.
    struct Words
    {
        PlainLabel *title = nullptr;
        PlainLabel *text = nullptr;
        void say(const QString &newTitle, Ink ink, const QString &newText) const;
    };
    [[nodiscard]] Words addWords(QVBoxLayout *column, const QString &title, const QString &text);
    void showLog(const workspace::Verification &verification);
    void showTrial(const workspace::Verification &verification);

    const Context &m_context;
    Words m_log;
    QPlainTextEdit *m_token;
    Button *m_try;
    Words m_trial;
};

} // namespace symbolon::ui
