// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/github_client.h"
#include "ui/shell/context.h"

#include <QStringList>
#include <QUrl>
#include <QWidget>

#include <optional>
#include <stop_token>

class QCheckBox;
class QLineEdit;

namespace symbolon::workspace {
struct RepositoryAnswer;
}

namespace symbolon::ui {

class Button;
class PlainLabel;

// Asks GitHub what the subjects of a repository look like: owner/repository, a button, and, as long as no token is at hand,
// a line for one. What is typed there leaves it with the question.
class RepositoryField final : public QWidget
{
    Q_OBJECT

public:
    explicit RepositoryField(const Context &context, QWidget *parent = nullptr);
    ~RepositoryField() override;

    // Whom to ask, and about which repository, as the form holds it now; an invalid `api`: the form does not say yet.
    void follow(const QUrl &api, const QString &owner, const QString &repository);
    // What is to be said of an answer; it outlives the fields of a form, and so this.
    void setNotes(const QStringList &notes);

Q_SIGNALS:
    void answered(const symbolon::cloud::RepositoryTokens &tokens);

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *labelled(const QString &label, QWidget *input);
    void build();
    void lookForToken();
    void act();
    void ask();
    void take(const Result<workspace::RepositoryAnswer> &answer);
    void forget();
    void say(const QString &words, Ink ink);
    void showState();

    const Context &m_context;
    QLineEdit *m_repository;
    Button *m_ask;
    Button *m_forget;
    QWidget *m_tokenLine;
    QLineEdit *m_token;
    QCheckBox *m_keep;
    PlainLabel *m_words;
    QUrl m_api;
    QString m_followed; // owner/repository, as the form said last
    bool m_hasToken = false;
    std::optional<std::stop_source> m_asking;
};

} // namespace symbolon::ui
