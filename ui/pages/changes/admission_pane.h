// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"
#include "workspace/admission.h"

#include <QWidget>

class QBoxLayout;
class QVBoxLayout;

namespace symbolon::ui {

class Button;
class PlainLabel;
class SignInReader;

// Whom one operation refuses from then on, who is still accepted, and who is from then on: by the tokens that its presets
// know, and by the sign-in log where somebody has read it. It reads nothing by itself.
class AdmissionPane final : public QWidget
{
    Q_OBJECT

public:
    using Credentials = QList<trust::FederatedCredential>;

    // `before` and `after`: all credentials of the identity. `reader` outlives it.
    AdmissionPane(const Context &context, SignInReader &reader, const trust::Operation &operation,
                  const Credentials &before, Credentials after, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addGroup(const QString &title, const QString &nobody, const QList<workspace::SampleToken> &tokens, bool fits);
    void addSignIns(QVBoxLayout *column);
    void showSignIns();
    [[nodiscard]] QString useWords(const cloud::SignIns &signIns) const;

    const Context &m_context;
    SignInReader &m_reader;
    trust::Operation m_operation;
    Credentials m_after;
    QBoxLayout *m_groups;
    PlainLabel *m_signIns = nullptr;
    Button *m_read = nullptr;
};

} // namespace symbolon::ui
