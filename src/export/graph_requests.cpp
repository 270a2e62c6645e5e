// SPDX-License-Identifier: Apache-2.0
#include "export/graph_requests.h"

#include "export/quoting.h"
#include "export/translated.h"

#include <QSet>
#include <QUuid>

namespace symbolon::exports {
namespace {

using trust::IdentityKind;
using trust::Operation;
using trust::OperationKind;

// A request, or several that belong together. What one needs from the answer of an earlier one is a reference: the name of
// that request and a path into the body of its answer.
struct Request
{
    QString service;
    QString method;
    QString url;          // may hold references in double braces
    QString body;         // empty: none
    QString name = {};    // what references call it; empty: nothing refers to it
    QString prefer = {};  // header Prefer; empty: none
    QString fills = {};   // a reference whose value goes into the body,
    QString back = {};    // between `body` and this,
    QString pointer = {}; // which is here (JSON Pointer)
};

// What has been asked for by an earlier request, by its name.
using Known = QSet<QString>;

QString braces(const QString &reference)
{
    return QStringLiteral("{{") + reference + QStringLiteral("}}");
}

QString nameOf(const char *what, const Operation &operation, const SetIdentities &identities)
{
    return QString::fromLatin1(what) + u'_' + identities.symbol(operation.identity);
}

QString valueOf(const QString &name, const char *path)
{
    return name + QStringLiteral(".response.body.") + QString::fromLatin1(path);
}

// Texts of these languages reach an URL percent-encoded, so that braces in it are references alone.
class Requests final
{
public:
    Requests(const SetIdentities &identities, const Endpoints &endpoints, Known &known, QStringList &notices)
        : m_identities(identities)
        , m_endpoints(endpoints)
        , m_known(known)
        , m_notices(notices)
    {
    }

    [[nodiscard]] QList<Request> of(const Operation &operation);

private:
    [[nodiscard]] Request graph(const char *method, const QString &path, const QString &body = {}) const
    {
        return {QStringLiteral("graph"), QString::fromLatin1(method), m_endpoints.graph + path, body};
    }
    [[nodiscard]] Request arm(const char *method, const QString &path, const QString &body = {}) const
    {
        return {QStringLiteral("arm"), QString::fromLatin1(method), m_endpoints.arm + path, body};
    }
    // Asks once, under that name.
    void ask(Request request, const QString &name)
    {
        if (m_known.contains(name))
            return;
        m_known.insert(name);
        request.name = name;
        m_all.append(request);
    }

    void addCredential(const Operation &operation);
    void addIdentity(const Operation &operation);
    void addRole(const Operation &operation, const trust::AzureRoleGrant &role);
    void addPermission(const Operation &operation);
    void addSecret(const Operation &operation, const trust::Secret &secret);
    void askForApplication(const Operation &operation);
    [[nodiscard]] QString askForPrincipal(const Operation &operation);
    [[nodiscard]] static Request filled(Request request, const SplitBody &body, const QString &reference);

    const SetIdentities &m_identities;
    const Endpoints &m_endpoints;
    Known &m_known;
    QStringList &m_notices;
    QList<Request> m_all;
};

QList<Request> Requests::of(const Operation &operation)
{
    m_all.clear();
    if (!operation.belonging)
        addCredential(operation);
    else if (operation.isAboutIdentity())
        addIdentity(operation);
    else if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging))
        addRole(operation, *role);
    else if (std::holds_alternative<trust::AppPermissionGrant>(*operation.belonging))
        addPermission(operation);
    else
        addSecret(operation, std::get<trust::Secret>(*operation.belonging));
    return m_all;
}

void Requests::addCredential(const Operation &operation)
{
    const bool creation = operation.kind() == OperationKind::Create;
    const QString path = pathOf(operation, creation, m_identities);
    const char *method = !operation.after ? "DELETE" : isManaged(operation) ? "PUT" : creation ? "POST" : "PATCH";
    const QString body = operation.after ? bodyOf(operation, creation) : QString();
    m_all.append(isManaged(operation) ? arm(method, path, body) : graph(method, path, body));
}

Request Requests::filled(Request request, const SplitBody &body, const QString &reference)
{
    request.body = body.front;
    request.back = body.back;
    request.pointer = body.pointer;
    request.fills = reference;
    return request;
}

void Requests::askForApplication(const Operation &operation)
{
    const QString path = identityPathOf(operation.identity, m_identities);
    ask(graph("GET", path + QStringLiteral("?$select=id,appId")), nameOf("app", operation, m_identities));
}

// A reference to the object id of the identity's service principal.
QString Requests::askForPrincipal(const Operation &operation)
{
    const QString name = nameOf("principal", operation, m_identities);
    if (isManaged(operation)) {
        ask(arm("GET", identityPathOf(operation.identity, m_identities)), name);
        return valueOf(name, "properties.principalId");
    }
    askForApplication(operation);
    const QString client = braces(valueOf(nameOf("app", operation, m_identities), "appId"));
    ask(graph("GET", QStringLiteral("/v1.0/servicePrincipals(appId='") + client + QStringLiteral("')?$select=id")),
        name);
    return valueOf(name, "id");
}

// "Upsert application", "Create servicePrincipal".
void Requests::addIdentity(const Operation &operation)
{
    const QString path = identityPathOf(operation.identity, m_identities);
    if (operation.removes) {
        m_all.append(isManaged(operation) ? arm("DELETE", path) : graph("DELETE", path));
    } else if (isManaged(operation)) {
        m_all.append(arm("PUT", path, identityBodyOf(operation)));
    } else {
        Request creation = graph("PATCH", path, identityBodyOf(operation));
        creation.prefer = QStringLiteral("create-if-missing");
        m_all.append(creation);
        askForApplication(operation);
        m_all.append(filled(graph("POST", QStringLiteral("/v1.0/servicePrincipals")),
                            {QStringLiteral("{\"appId\":\""), QStringLiteral("\"}"), QStringLiteral("/appId")},
                            valueOf(nameOf("app", operation, m_identities), "appId")));
    }
}

void Requests::addRole(const Operation &operation, const trust::AzureRoleGrant &role)
{
    if (operation.removes) {
        m_all.append(arm("DELETE", rolePathOf(role)));
        return;
    }
    const QString principal = askForPrincipal(operation);
    m_all.append(filled(arm("PUT", rolePathOf(role)), grantBodyOf(*operation.belonging), principal));
}

void Requests::addPermission(const Operation &operation)
{
    if (operation.removes) {
        m_notices << noticeOf(operation,
                              tr("A request that takes it back needs the id of the assignment, which the "
                                 "change does not hold: take it back by other means."));
        return;
    }
    const QString principal = askForPrincipal(operation);
    m_all.append(filled(
        graph("POST",
              QStringLiteral("/v1.0/servicePrincipals/") + braces(principal) + QStringLiteral("/appRoleAssignments")),
        grantBodyOf(*operation.belonging), principal));
}

void Requests::addSecret(const Operation &operation, const trust::Secret &secret)
{
    if (secret.kind != trust::SecretKind::Password) {
        m_notices << noticeOf(operation,
                              tr("A request that takes it away has to name the certificates that stay, "
                                 "which the change does not hold: take it away by other means."));
        return;
    }
    m_all.append(
        graph("POST", identityPathOf(operation.identity, m_identities) + QStringLiteral("/removePassword"),
              QStringLiteral("{\"keyId\":\"") + secret.keyId.toString(QUuid::WithoutBraces) + QStringLiteral("\"}")));
}

QString asJson(const Request &request, const Operation &operation)
{
    QString text = QStringLiteral("    {\n      \"service\": ") + quoted::json(request.service)
        + QStringLiteral(",\n      \"identity\": ") + quoted::json(operation.identityName);
    if (operation.belonging)
        text += QStringLiteral(",\n      \"about\": ") + quoted::json(operation.name());
    else
        text += QStringLiteral(",\n      \"credential\": ") + quoted::json(operation.credentialName());
    if (!request.name.isEmpty())
        text += QStringLiteral(",\n      \"name\": ") + quoted::json(request.name);
    text += QStringLiteral(",\n      \"method\": ") + quoted::json(request.method)
        + QStringLiteral(",\n      \"url\": ") + quoted::json(request.url);
    if (!request.prefer.isEmpty())
        text += QStringLiteral(",\n      \"prefer\": ") + quoted::json(request.prefer);
    if (!request.body.isEmpty())
        text += QStringLiteral(",\n      \"body\": ") + request.body + request.back;
    if (!request.fills.isEmpty())
        text += QStringLiteral(",\n      \"fill\": { ") + quoted::json(request.pointer) + QStringLiteral(": ")
            + quoted::json(request.fills) + QStringLiteral(" }");
    return text + QStringLiteral("\n    }");
}

// Editors that send such files put variables in place of {{…}}.
QString withoutBraces(QString json)
{
    return json.replace(QStringLiteral("{{"), QStringLiteral("\\u007b\\u007b"));
}

QString asHttp(const Request &request)
{
    QString text;
    if (!request.name.isEmpty())
        text += QStringLiteral("# @name ") + request.name + u'\n';
    text += request.method + u' ' + request.url + u'\n';
    text += request.service == u"arm" ? QStringLiteral("Authorization: Bearer {{armToken}}\n")
                                      : QStringLiteral("Authorization: Bearer {{graphToken}}\n");
    if (!request.prefer.isEmpty())
        text += QStringLiteral("Prefer: ") + request.prefer + u'\n';
    if (request.body.isEmpty())
        return text;
    const QString value = request.fills.isEmpty() ? QString() : braces(request.fills);
    return text + QStringLiteral("Content-Type: application/json\n\n") + withoutBraces(request.body) + value
        + withoutBraces(request.back) + u'\n';
}

// Nowhere "{{", however many braces there are.
QString apart(QString text)
{
    return text.contains(QStringLiteral("{{")) ? text.replace(QStringLiteral("{"), QStringLiteral("{ ")) : text;
}

QString httpComment(const QString &text)
{
    return quoted::comment(apart(text));
}

// What no request can do is a comment: the last of the notices.
QString httpOf(const QList<Request> &requests, const Operation &operation, const QStringList &notices)
{
    if (requests.isEmpty())
        return QStringLiteral("# ") + httpComment(notices.value(notices.size() - 1)) + u'\n';
    QString text;
    for (const Request &request : requests) {
        if (!text.isEmpty())
            text += u'\n';
        text += QStringLiteral("### ") + httpComment(exports::heading(operation)) + u'\n' + asHttp(request);
    }
    return text;
}

void addNotice(const Operation &operation, QStringList &notices)
{
    const bool managed = operation.identity.kind == IdentityKind::ManagedIdentity;
    if (managed && operation.after && !operation.after->description.isEmpty())
        notices << noticeOf(operation, tr("Credentials of managed identities have no description."));
}

} // namespace

QString graphRequestOf(const Operation &operation, const SetIdentities &identities, const Endpoints &endpoints,
                       QStringList &notices)
{
    Known known;
    addNotice(operation, notices);
    const QList<Request> requests = Requests(identities, endpoints, known, notices).of(operation);
    return httpOf(requests, operation, notices);
}

Generated graphRequests(const trust::ChangeSet &set, const Endpoints &endpoints)
{
    Generated result;
    QString text = apart(fileHeader(set, QStringLiteral("#")));
    const SetIdentities identities(set);
    Known known;
    Requests writer(identities, endpoints, known, result.notices);
    QStringList all;
    const QList<Operation> operations = expanded(set.operations);
    for (const Operation &operation : operations) {
        addNotice(operation, result.notices);
        const QList<Request> requests = writer.of(operation);
        text += httpOf(requests, operation, result.notices) + u'\n';
        for (const Request &request : requests)
            all << asJson(request, operation);
    }
    const QString document = QStringLiteral("{\n  \"schemaVersion\": 1,\n  \"tenantId\": ") + quoted::json(set.tenantId)
        + QStringLiteral(",\n  \"requests\": [\n") + all.join(QStringLiteral(",\n")) + QStringLiteral("\n  ]\n}\n");
    result.files.append({QStringLiteral("requests.json"), document.toUtf8()});
    result.files.append({QStringLiteral("requests.http"), text.toUtf8()});
    return result;
}

} // namespace symbolon::exports
