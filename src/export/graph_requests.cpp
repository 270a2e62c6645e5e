// SPDX-License-Identifier: Apache-2.0
#include "export/graph_requests.h"

#include "export/quoting.h"

#include <QCoreApplication>

namespace symbolon::exports {
namespace {

using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

QString tr(const char *text)
{
    return QCoreApplication::translate("Exports", text);
}

struct Request
{
    QString service;
    QString method;
    QString url;
    QString body; // empty: none
};

Request requestOf(const Operation &operation, const Endpoints &endpoints)
{
    const bool application = operation.identity.kind == IdentityKind::Application;
    const bool creation = operation.kind() == OperationKind::Create;
    Request request;
    request.service = application ? QStringLiteral("graph") : QStringLiteral("arm");
    request.url = (application ? endpoints.graph : endpoints.arm) + pathOf(operation, creation);
    request.method = QStringLiteral("DELETE");
    if (!operation.after)
        return request;
    request.method = !application ? QStringLiteral("PUT") : creation ? QStringLiteral("POST") : QStringLiteral("PATCH");
    request.body = bodyOf(operation, creation);
    return request;
}

QString asJson(const Request &request, const Operation &operation)
{
    QString text = QStringLiteral("    {\n      \"service\": ") + quoted::json(request.service)
        + QStringLiteral(",\n      \"identity\": ") + quoted::json(operation.identityName)
        + QStringLiteral(",\n      \"credential\": ") + quoted::json(operation.credentialName())
        + QStringLiteral(",\n      \"method\": ") + quoted::json(request.method) + QStringLiteral(",\n      \"url\": ")
        + quoted::json(request.url);
    if (!request.body.isEmpty())
        text += QStringLiteral(",\n      \"body\": ") + request.body;
    return text + QStringLiteral("\n    }");
}

} // namespace

QString graphRequestOf(const Operation &operation, const Endpoints &endpoints, QStringList &notices)
{
    const Request request = requestOf(operation, endpoints);
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    if (managed && operation.after && !operation.after->description.isEmpty())
        notices << noticeOf(operation, tr("Credentials of managed identities have no description."));
    // Editors that send such files put variables in place of {{…}}.
    QString body = request.body;
    body.replace(QStringLiteral("{{"), QStringLiteral("\\u007b\\u007b"));
    QString heading = exports::heading(operation);
    heading.replace(QStringLiteral("{{"), QStringLiteral("{ {"));
    QString text = QStringLiteral("### ") + heading + u'\n' + request.method + u' ' + request.url + u'\n';
    text += managed ? QStringLiteral("Authorization: Bearer {{armToken}}\n")
                    : QStringLiteral("Authorization: Bearer {{graphToken}}\n");
    if (body.isEmpty())
        return text;
    return text + QStringLiteral("Content-Type: application/json\n\n") + body + u'\n';
}

Generated graphRequests(const trust::ChangeSet &set, const Endpoints &endpoints)
{
    Generated result;
    QString text = fileHeader(set, QStringLiteral("#"));
    text.replace(QStringLiteral("{{"), QStringLiteral("{ {"));
    QStringList requests;
    const QList<Operation> operations = expanded(set.operations);
    for (const Operation &operation : operations) {
        text += graphRequestOf(operation, endpoints, result.notices) + u'\n';
        requests << asJson(requestOf(operation, endpoints), operation);
    }
    const QString document = QStringLiteral("{\n  \"schemaVersion\": 1,\n  \"tenantId\": ") + quoted::json(set.tenantId)
        + QStringLiteral(",\n  \"requests\": [\n") + requests.join(QStringLiteral(",\n"))
        + QStringLiteral("\n  ]\n}\n");
    result.files.append({QStringLiteral("requests.json"), document.toUtf8()});
    result.files.append({QStringLiteral("requests.http"), text.toUtf8()});
    return result;
}

} // namespace symbolon::exports
