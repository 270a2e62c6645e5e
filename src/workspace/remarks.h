// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "trust/identity.h"
#include "trust/validation.h"

#include <QStringList>

namespace symbolon::workspace {

// What judging a credential before it is written needs to know of cloud and platforms. A value: any thread may use it.
struct RemarkBasis
{
    presets::Catalogue catalogue;
    QString exchangeAudience; // of the signed-in cloud
    QStringList knownExchangeAudiences;

    // Remarks on a credential as it would be written beside `others`.
    [[nodiscard]] QList<trust::Remark> judge(trust::IdentityKind kind, const trust::FederatedCredential &credential,
                                             const QList<trust::FederatedCredential> &others, bool creating) const;
};

} // namespace symbolon::workspace
