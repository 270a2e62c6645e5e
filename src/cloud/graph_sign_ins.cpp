// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client that reads the sign-in log.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/graph_client.h"
#include "cloud/sign_in_codec.h"
#include "net/origin.h"

namespace symbolon::cloud {

// "List signIns" (beta): without a word about signInEventTypes it tells of people alone. Which of the two kinds of event a
// managed identity's federated sign-in is logged as is not documented: both are asked for.
Future<SignIns> GraphClient::servicePrincipalSignIns(const QString &clientId, const QDateTime &since,
                                                     const std::stop_token &stop)
{
    const QString filter =
        QStringLiteral("(signInEventTypes/any(t: t eq 'servicePrincipal') or signInEventTypes/any(t: t eq "
                       "'managedIdentity')) and appId eq '%1' and createdDateTime ge %2")
            .arg(QString(clientId).replace(u'\'', QStringLiteral("''")), since.toUTC().toString(Qt::ISODate));
    const QString target = api::graphBeta + u"/auditLogs/signIns?$filter=" + net::queryValue(filter) + u'&'
        + graph::signInSelect + u"&$top=999";
    return fetchOne<SignIns>(m_client, m_worker,
                             read(target,
                                  tr("Reading the sign-in log (needs the permission AuditLog.Read.All and a licence of "
                                     "Microsoft Entra ID P1)"),
                                  net::Priority::User),
                             graph::decodeSignIns, stop);
}

} // namespace symbolon::cloud
