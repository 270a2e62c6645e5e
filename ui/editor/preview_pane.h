// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "ui/editor/credential_form.h"
#include "ui/shell/context.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class Banner;
class CopyableField;
class PlainLabel;
class SampleList;
class TokenTrial;

// Beside the form: exactly what Entra will compare, tokens it would accept and refuse, one's own
// among them, and what the change does to the
// identity's findings and free slots.
class PreviewPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPane(const Context &context, QWidget *parent = nullptr);

    void show(const CredentialForm &form);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSamples(const CredentialForm &form);
    void showRisk(const CredentialForm &form);

    const Context &m_context;
    QWidget *m_heading;
    PlainLabel *m_hint;
    CopyableField *m_issuer;
    CopyableField *m_subject;
    CopyableField *m_audience;
    SampleList *m_samples;
    TokenTrial *m_trial;
    QVBoxLayout *m_risks;
    PlainLabel *m_reach;
    PlainLabel *m_slots;
};

// Removes and deletes everything in a layout of widgets.
void clearLayout(QVBoxLayout *layout);

} // namespace symbolon::ui
