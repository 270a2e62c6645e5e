// SPDX-License-Identifier: Apache-2.0
// Reads what change_set_document.cpp writes, and what somebody else has written.
#include "base/shown.h"
#include "export/change_set_document.h"
#include "export/change_set_words.h"
#include "export/words.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace symbolon::exports {

using namespace changesWords;

namespace {

using Json = nlohmann::ordered_json;
using trust::FederatedCredential;

// What is wrong with a document; thrown and caught in this file alone.
struct Refusal
{
    QString message;
};

QString tr(const char *source)
{
    return QCoreApplication::translate("ChangeSetDocument", source);
}

[[noreturn]] void refuse(const QString &place, const QString &what)
{
    throw Refusal{QStringLiteral("%1: %2").arg(shown(place), what)};
}

// A value and where it stands, for messages: "operations[3].after.issuer".
class Place final
{
public:
    Place(const Json *value, QString path)
        : m_value(value)
        , m_path(std::move(path))
    {
    }

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isNull() const { return !m_value || m_value->is_null(); }

    [[nodiscard]] Place operator[](const char *member) const
    {
        if (!m_value || !m_value->is_object())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "an object is expected")));
        const auto found = m_value->find(member);
        const QString path = m_path.isEmpty() ? QString::fromLatin1(member) : m_path + u'.' + QLatin1String(member);
        return {found == m_value->end() ? nullptr : &*found, path};
    }

    [[nodiscard]] QString string() const
    {
        if (isNull())
            return {};
        if (!m_value->is_string())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "text is expected")));
        QString value = QString::fromStdString(m_value->get_ref<const std::string &>());
        if (value.size() > changesLimits::fieldLength) {
            refuse(m_path,
                   tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "longer than %1 characters"))
                       .arg(changesLimits::fieldLength));
        }
        return value;
    }

    [[nodiscard]] QString needed() const
    {
        QString value = string();
        if (value.isEmpty())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "is missing")));
        return value;
    }

    [[nodiscard]] qint64 number() const
    {
        if (isNull() || !m_value->is_number_integer())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "a whole number is expected")));
        return m_value->get<qint64>();
    }

    // Absent: false.
    [[nodiscard]] bool flag() const
    {
        if (isNull())
            return false;
        if (!m_value->is_boolean())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "true or false is expected")));
        return m_value->get<bool>();
    }

    [[nodiscard]] QUuid uuid() const
    {
        const QUuid id = QUuid::fromString(needed());
        if (id.isNull())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "a GUID is expected")));
        return id;
    }

    template<typename Each>
    void each(qsizetype most, Each each) const
    {
        if (isNull() || !m_value->is_array())
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "a list is expected")));
        if (static_cast<qsizetype>(m_value->size()) > most)
            refuse(m_path, tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "more than %1 entries")).arg(most));
        qsizetype index = 0;
        for (const Json &one : *m_value)
            each(Place(&one, QStringLiteral("%1[%2]").arg(m_path).arg(index++)));
    }

private:
    const Json *m_value;
    QString m_path;
};

// JSON that says everything once and is not nested beyond reason.
Json parsed(const QByteArray &document)
{
    if (document.size() > changesLimits::bytes) {
        throw Refusal{tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "The file is larger than %1 MB."))
                          .arg(changesLimits::bytes / (1024 * 1024))};
    }
    std::vector<std::set<std::string>> members;
    std::optional<QString> problem;
    const auto watch = [&](int depth, Json::parse_event_t event, Json &value) {
        using Event = Json::parse_event_t;
        if (problem)
            return false;
        if (depth > changesLimits::depth) {
            problem = tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "The file is nested too deeply."));
            return false;
        }
        if (event == Event::object_start) {
            members.emplace_back();
        } else if (event == Event::object_end && !members.empty()) {
            members.pop_back();
        } else if (event == Event::key && !members.empty()) {
            const auto &name = value.get_ref<const std::string &>();
            if (!members.back().insert(name).second) {
                problem = tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "“%1” is given twice in one object."))
                              .arg(shown(QString::fromStdString(name).left(80)));
                return false;
            }
        }
        return true;
    };
    Json json = Json::parse(document.cbegin(), document.cend(), watch, false);
    if (problem)
        throw Refusal{*problem};
    if (!json.is_object())
        throw Refusal{tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "The file is not a JSON object."))};
    return json;
}

std::optional<FederatedCredential> readImage(const Place &place)
{
    if (place.isNull())
        return std::nullopt;
    FederatedCredential one;
    one.id = place["id"].string();
    one.name = place["name"].needed();
    one.issuer = place["issuer"].string();
    if (!place["subject"].isNull())
        one.subject = place["subject"].string();
    const Place expression = place["claimsMatchingExpression"];
    if (!expression.isNull()) {
        trust::ClaimsExpression read;
        read.value = expression["value"].string();
        const qint64 version = expression["languageVersion"].number();
        if (version < 0 || version > 1000)
            refuse(expression["languageVersion"].path(),
                   tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no version that exists")));
        read.languageVersion = static_cast<int>(version);
        one.expression = read;
    }
    place["audiences"].each(changesLimits::audiences,
                            [&one](const Place &item) { one.audiences.append(item.string()); });
    one.description = place["description"].string();
    return one;
}

QString guid(const Place &place)
{
    return place.uuid().toString(QUuid::WithoutBraces);
}

// The path becomes part of an address.
QString armPath(const Place &place)
{
    QString path = place.needed();
    const bool fits = path.startsWith(u'/') && !path.contains(QStringLiteral("..")) && !path.contains(u'?')
        && !path.contains(u'#') && !path.contains(u'\\');
    if (!fits)
        refuse(place.path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no path in Azure")));
    return path;
}

trust::Secret readSecret(const Place &place, trust::SecretKind kind)
{
    trust::Secret secret;
    secret.kind = kind;
    secret.keyId = place["keyId"].uuid();
    secret.displayName = place["displayName"].string();
    secret.mark = place["mark"].string();
    if (!place["end"].isNull())
        secret.end = QDateTime::fromString(place["end"].string(), Qt::ISODate).toUTC();
    return secret;
}

std::optional<trust::Belonging> readBelonging(const Place &place)
{
    if (place.isNull())
        return std::nullopt;
    const QString type = place["type"].needed();
    if (type == QLatin1String(identityType)) {
        return trust::NewIdentity{place["displayName"].needed(), place["location"].string(),
                                  place["mark"].isNull() ? QString() : guid(place["mark"])};
    }
    if (type == QLatin1String(azureRoleType)) {
        return trust::AzureRoleGrant{guid(place["assignment"]), guid(place["roleId"]), place["roleName"].string(),
                                     armPath(place["scope"]), place["scopeName"].string()};
    }
    if (type == QLatin1String(appPermissionType)) {
        return trust::AppPermissionGrant{guid(place["resourceId"]), place["resourceAppId"].string(),
                                         place["resourceName"].string(), guid(place["appRoleId"]),
                                         place["name"].string()};
    }
    for (const trust::SecretKind kind :
         {trust::SecretKind::Password, trust::SecretKind::Certificate, trust::SecretKind::OtherKey}) {
        if (type == QLatin1String(secretType(kind)))
            return readSecret(place, kind);
    }
    refuse(place["type"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "nothing that can be changed")));
}

trust::IdentityKey readIdentity(const Place &place)
{
    trust::IdentityKey key;
    const QString kind = place["kind"].needed();
    if (kind == kindId(trust::IdentityKind::Application))
        key.kind = trust::IdentityKind::Application;
    else if (kind == kindId(trust::IdentityKind::ManagedIdentity))
        key.kind = trust::IdentityKind::ManagedIdentity;
    else
        refuse(place["kind"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no kind of identity")));
    key.id = place["id"].needed();
    // The id becomes part of an address: an object id is a GUID, a resource id a path without surprises.
    const bool isPath = key.id.startsWith(u'/') && !key.id.contains(QStringLiteral("..")) && !key.id.contains(u'?')
        && !key.id.contains(u'#') && !key.id.contains(u'\\');
    const bool fits = key.kind == trust::IdentityKind::Application ? !QUuid::fromString(key.id).isNull() : isPath;
    if (!fits)
        refuse(place["id"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no id of such an identity")));
    return key;
}

// What no plan would ask for, and the service would not do.
void checkBelonging(const Place &place, const trust::Operation &one)
{
    if (!one.belonging) {
        if (one.removes)
            refuse(place["removes"].path(),
                   tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "nothing that could be removed")));
        return;
    }
    const bool managed = one.identity.kind == trust::IdentityKind::ManagedIdentity;
    const bool secret = std::holds_alternative<trust::Secret>(*one.belonging);
    if (secret && (managed || !one.removes)) {
        refuse(place["belonging"].path(),
               tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "a secret can only be taken from an app registration")));
    }
    if (!one.isAboutIdentity())
        return;
    const auto &identity = std::get<trust::NewIdentity>(*one.belonging);
    if (managed == identity.location.isEmpty() || managed == identity.mark.isEmpty()) {
        refuse(place["belonging"].path(),
               tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "managed identities have region and mark, others neither")));
    }
}

trust::Operation readOperation(const Place &place)
{
    trust::Operation one;
    one.id = place["id"].uuid();
    one.identity = readIdentity(place["identity"]);
    one.identityName = place["identity"]["displayName"].string();
    if (!place["waitsFor"].isNull())
        one.waitsFor = place["waitsFor"].uuid();
    one.before = readImage(place["before"]);
    one.after = readImage(place["after"]);
    one.belonging = readBelonging(place["belonging"]);
    one.removes = place["removes"].flag();
    if (!one.before && !one.after && !one.belonging)
        refuse(place.path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "neither a state before nor one after")));
    if (one.belonging && (one.before || one.after))
        refuse(place.path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "about two things at once")));
    checkBelonging(place, one);
    if (one.before && one.after && one.before->name != one.after->name) {
        refuse(place["after"]["name"].path(),
               tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "a credential's name cannot be changed")));
    }
    return one;
}

// Names what is staged once for an identity; no credential is called so.
QString belongingKey(const trust::Belonging &belonging)
{
    QString key = QString::number(belonging.index()) + u'\n';
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&belonging))
        key += role->roleId + u' ' + role->scope.toCaseFolded();
    else if (const auto *permission = std::get_if<trust::AppPermissionGrant>(&belonging))
        key += permission->resourceId + u' ' + permission->appRoleId;
    else if (const auto *secret = std::get_if<trust::Secret>(&belonging))
        key += secret->keyId.toString();
    return key;
}

QList<trust::Operation> readOperations(const Place &place)
{
    QList<trust::Operation> operations;
    QSet<QUuid> ids;
    QHash<trust::IdentityKey, qsizetype> perIdentity;
    QSet<QString> images;
    place.each(changesLimits::operations, [&](const Place &item) {
        trust::Operation one = readOperation(item);
        if (ids.contains(one.id))
            refuse(item["id"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "the same as an earlier operation's")));
        if (!one.waitsFor.isNull() && !ids.contains(one.waitsFor))
            refuse(item["waitsFor"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no earlier operation")));
        ids.insert(one.id);
        if (++perIdentity[one.identity] > changesLimits::operationsOfIdentity) {
            refuse(item.path(),
                   tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "more than %1 operations of one identity"))
                       .arg(changesLimits::operationsOfIdentity));
        }
        // A name may be removed and given anew; the same thing done to it twice is a mistake, or a trap.
        const QString what = QString::number(static_cast<int>(one.kind())) + u' ' + one.identity.id.toCaseFolded()
            + u' ' + (one.belonging ? belongingKey(*one.belonging) : one.credentialName());
        if (images.contains(what)) {
            refuse(item.path(),
                   tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "an earlier operation does the same to this credential")));
        }
        images.insert(what);
        operations.append(std::move(one));
    });
    return operations;
}

trust::ChangeSet readSet(const Place &document)
{
    if (document["kind"].string() != QLatin1String(documentKind))
        throw Refusal{tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "This is no file of changes."))};
    const qint64 version = document["schemaVersion"].number();
    if (version != changesSchemaVersion) {
        throw Refusal{
            tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "The file is of version %1; this program reads version %2."))
                .arg(version)
                .arg(changesSchemaVersion)};
    }
    trust::ChangeSet changes;
    changes.id = document["id"].uuid();
    changes.tenantId = document["tenantId"].needed();
    changes.loginOrigin = document["loginOrigin"].needed();
    const QUrl login(changes.loginOrigin, QUrl::StrictMode);
    if (!login.isValid() || login.host().isEmpty())
        refuse(document["loginOrigin"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no address")));
    changes.title = document["title"].string();
    changes.ticket = document["ticket"].string();
    changes.reason = document["reason"].string();
    changes.createdAt = QDateTime::fromString(document["createdAt"].needed(), Qt::ISODateWithMs).toUTC();
    if (!changes.createdAt.isValid())
        refuse(document["createdAt"].path(), tr(QT_TRANSLATE_NOOP("ChangeSetDocument", "no time")));
    changes.operations = readOperations(document["operations"]);
    return changes;
}

} // namespace

Result<trust::ChangeSet> readChangeSet(const QByteArray &document)
{
    try {
        const Json json = parsed(document);
        return readSet(Place(&json, QString()));
    } catch (const Refusal &refusal) {
        return failure(Error{.kind = ErrorKind::Validation, .message = refusal.message});
    }
}

} // namespace symbolon::exports
