// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "ui/shell/context.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class PreviewPane;

// Beside the step in which tokens are chosen: what Entra will compare, who else could get such a token, and what is to be
// looked at before going on.
class TrustSide final : public QWidget
{
    Q_OBJECT

public:
    explicit TrustSide(const Context &context, QWidget *parent = nullptr);

    void show(const CredentialForm &form);

private:
    // How much of the tenant trusts the same already.
    struct Others
    {
        qsizetype ofIssuer = 0; // credentials
        QStringList same;       // names of identities that trust this issuer and subject, the first few
        qsizetype sameCount = 0;
    };

    void showMisusers(const CredentialForm &form);
    void count();
    void showChecks(const Others &others);
    [[nodiscard]] static Others othersIn(const store::Table<workspace::CredentialRow> &rows,
                                         const trust::FederatedCredential &credential,
                                         const trust::IdentityKey &except);

    const Context &m_context;
    PreviewPane *m_preview;
    QVBoxLayout *m_misusers;
    QVBoxLayout *m_checks;
    QTimer m_soon; // typing pauses
    trust::FederatedCredential m_credential;
    trust::IdentityKey m_identity;
    bool m_isWhole = false;
    int m_asked = 0; // answers to older questions are dropped
};

} // namespace symbolon::ui
