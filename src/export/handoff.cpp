// SPDX-License-Identifier: Apache-2.0
#include "export/handoff.h"

#include "export/quoting.h"

#include <QCoreApplication>
#include <QDir> // Q_INIT_RESOURCE
#include <QFile>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

// Q_INIT_RESOURCE needs a function outside any namespace. A static library's resources register only when asked.
static void registerHandoffResources()
{
    Q_INIT_RESOURCE(handoff);
}

namespace symbolon::exports {
namespace {

using Json = nlohmann::json;

QString tr(const char *text)
{
    return QCoreApplication::translate("Handoff", text);
}

struct Quoting
{
    const char16_t *name;
    QString (*quote)(const QString &);
};

constexpr Quoting quotings[] = {
    {u"text", quoted::comment}, {u"yaml", quoted::yaml}, {u"workflow", quoted::workflow}, {u"gitlab", quoted::gitlab},
    {u"shell", quoted::shell},  {u"json", quoted::json}, {u"code", quoted::code},
};

QString quotedBy(const QString &name, const QString &value)
{
    for (const Quoting &quoting : quotings) {
        if (name == QStringView(quoting.name))
            return quoting.quote(value);
    }
    return {};
}

QByteArray contentsOf(const QString &name)
{
    registerHandoffResources();
    QFile file(QStringLiteral(":/symbolon/handoff/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool names(const Json &list, const presets::Platform &platform)
{
    if (!list.is_array())
        return false;
    for (const Json &entry : list) {
        if (!entry.is_string())
            continue;
        const QString text = QString::fromStdString(entry.get<std::string>());
        if (text == u"*" || text == platform.id || (!text.isEmpty() && text == platform.subjectParser))
            return true;
    }
    return false;
}

// system:serviceaccount:NAMESPACE:NAME, which a form of another platform does not take apart.
void addServiceAccount(const QString &subject, QMap<QString, QString> &values)
{
    const QStringList parts = subject.split(u':');
    if (parts.size() == 4 && parts.at(0) == u"system" && parts.at(1) == u"serviceaccount") {
        values.insert(QStringLiteral("namespace"), parts.at(2));
        values.insert(QStringLiteral("serviceAccount"), parts.at(3));
    }
}

QMap<QString, QString> valuesOf(const trust::Identity &identity, const trust::FederatedCredential &credential,
                                const presets::Catalogue &catalogue, const Endpoints &endpoints)
{
    QMap<QString, QString> values;
    if (const auto recognised = catalogue.recognise(credential, endpoints.audience)) {
        values = recognised->values;
        values.insert(QStringLiteral("preset:") + recognised->presetId, QStringLiteral("yes"));
        values.insert(QStringLiteral("phase:") + recognised->values.value(QStringLiteral("runPhase")),
                      QStringLiteral("yes"));
    }
    addServiceAccount(credential.matchText(), values);
    values.insert(QStringLiteral("clientId"), identity.clientId);
    values.insert(QStringLiteral("tenantId"), endpoints.tenantId);
    values.insert(QStringLiteral("subscriptionId"), identity.place->subscriptionId);
    values.insert(QStringLiteral("authority"), endpoints.authority);
    values.insert(QStringLiteral("scope"), endpoints.armScope + QStringLiteral("/.default"));
    values.insert(QStringLiteral("audience"), credential.audiences.value(0, endpoints.audience));
    values.insert(QStringLiteral("issuer"), credential.issuer);
    values.insert(QStringLiteral("subject"), credential.subject.value_or(QString()));
    values.insert(QStringLiteral("expression"), credential.expression ? credential.expression->value : QString());
    values.insert(
        QStringLiteral("title"),
        tr("How “%1” signs in to Microsoft Entra by the credential “%2”.").arg(identity.displayName, credential.name));
    return values;
}

} // namespace

QString filledTemplate(const QString &text, const QMap<QString, QString> &values)
{
    static const QRegularExpression condition(QStringLiteral("^@\\{([?!#])([^}]*)\\}"));
    static const QRegularExpression place(QStringLiteral("@\\{([a-z]+):([A-Za-z]+)\\}"));
    QString result;
    const QStringList lines = text.split(u'\n');
    for (QString line : lines) {
        if (const auto match = condition.match(line); match.hasMatch()) {
            const QString kind = match.captured(1);
            const bool there = !values.value(match.captured(2)).isEmpty();
            if (kind == u"#" || there != (kind == u"?"))
                continue;
            line.remove(0, match.capturedEnd());
        }
        qsizetype from = 0;
        for (auto found = place.globalMatch(line); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            result += QStringView(line).mid(from, match.capturedStart() - from);
            result += quotedBy(match.captured(1), values.value(match.captured(2)));
            from = match.capturedEnd();
        }
        result += QStringView(line).mid(from);
        result += u'\n';
    }
    if (text.endsWith(u'\n'))
        result.chop(1);
    return result;
}

Result<Generated> handoff(const trust::Identity &identity, const trust::FederatedCredential &credential,
                          const presets::Catalogue &catalogue, const Endpoints &endpoints)
{
    const QByteArray text = contentsOf(QStringLiteral("handoff.json"));
    const Json index = Json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (!index.is_object() || !index.contains("files"))
        return failure(Error{.kind = ErrorKind::Validation, .message = tr("The hand-off data is broken.")});
    const presets::Platform platform = *catalogue.platformOf(credential);
    const QMap<QString, QString> values = valuesOf(identity, credential, catalogue, endpoints);
    Generated result;
    for (const Json &entry : index.at("files")) {
        if (!names(entry.value("platforms", Json()), platform) || names(entry.value("except", Json()), platform))
            continue;
        const QString name = QString::fromStdString(entry.value("template", std::string()));
        result.files.append({name, filledTemplate(QString::fromUtf8(contentsOf(name)), values).toUtf8()});
    }
    if (identity.clientId.isEmpty())
        result.notices << tr("The client ID is not known: fill it in.");
    if (identity.servicePrincipalId.isEmpty())
        result.notices << tr("The application has no service principal in this tenant: nothing can sign in with it.");
    if (credential.isFlexible())
        result.notices << tr("The credential compares an expression: any token that fits it may sign in.");
    return result;
}

} // namespace symbolon::exports
