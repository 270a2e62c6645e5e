// SPDX-License-Identifier: Apache-2.0
#include "workspace/remarks.h"

namespace symbolon::workspace {

QList<trust::Remark> RemarkBasis::judge(trust::IdentityKind kind, const trust::FederatedCredential &credential,
                                        const QList<trust::FederatedCredential> &others, bool creating) const
{
    trust::ValidationContext context;
    context.kind = kind;
    context.others = others;
    context.exchangeAudience = exchangeAudience;
    context.knownExchangeAudiences = knownExchangeAudiences;
    const presets::Platform platform = *catalogue.platformOf(credential);
    context.trailingSlash = platform.trailingSlash;
    context.platformFixesAudience = platform.fixesAudience;
    context.creating = creating;
    return trust::validate(credential, context);
}

} // namespace symbolon::workspace
