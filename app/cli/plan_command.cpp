// SPDX-License-Identifier: Apache-2.0
#include "plan_command.h"

#include "base/shown.h"
#include "base/whole_file.h"
#include "chosen_identity.h"
#include "export/change_set_document.h"
#include "export/deeds.h"
#include "offline_json.h"
#include "workspace/plan_secrets.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PlanCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

struct Shape
{
    const char16_t *name;
    qsizetype arguments;
    bool ofCredential; // wants --credential
    bool toSomething;  // wants --to
};

// An identity and the names of its credentials.
constexpr qsizetype atLeastTwoNames = -3;

constexpr Shape shapes[] = {{u"add", 1, true, false},
                            {u"update", 1, true, false},
                            {u"delete", 1, true, false},
                            {u"rename", 1, true, true},
                            {u"merge", atLeastTwoNames, false, true},
                            {u"copy", 1, true, true},
                            {u"move", 1, true, true},
                            {u"retire-secret", 1, false, false},
                            {u"replace-issuer", 2, false, false},
                            {u"replace-repository", 2, false, false},
                            {u"migrate-github", 0, false, false},
                            {u"cut-off", 1, false, false}};

const QStringList fieldNames{QStringLiteral("issuer"), QStringLiteral("subject"), QStringLiteral("expression"),
                             QStringLiteral("audience"), QStringLiteral("description")};

QString kindName(trust::OperationKind kind)
{
    switch (kind) {
    case trust::OperationKind::Create:
        return QStringLiteral("create");
    case trust::OperationKind::Update:
        return QStringLiteral("update");
    case trust::OperationKind::Delete:
        return QStringLiteral("delete");
    }
    Q_UNREACHABLE();
}

QString levelName(workspace::NoticeLevel level)
{
    switch (level) {
    case workspace::NoticeLevel::Note:
        return QStringLiteral("note");
    case workspace::NoticeLevel::Warning:
        return QStringLiteral("warning");
    case workspace::NoticeLevel::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QByteArray asJson(const CommandContext &context, const workspace::Plan &plan, const QString &file)
{
    QJsonArray operations;
    for (qsizetype i = 0; i < plan.changes.notes.size(); ++i) {
        const trust::Operation &one = plan.changes.set.operations.at(i);
        operations.append(
            QJsonObject{{QStringLiteral("id"), one.id.toString(QUuid::WithoutBraces)},
                        {QStringLiteral("kind"), kindName(one.kind())},
                        {QStringLiteral("identity"), one.identity.id},
                        {QStringLiteral("credential"), one.credentialName()},
                        {QStringLiteral("about"), exports::deedOf(one, shown)},
                        {QStringLiteral("order"), trust::orderText(plan.changes.notes.at(i), plan.changes.set)},
                        {QStringLiteral("gap"), plan.changes.notes.at(i).gap}});
    }
    QJsonArray notices;
    for (const workspace::PlanNotice &one : plan.notices) {
        notices.append(QJsonObject{{QStringLiteral("level"), levelName(one.level)},
                                   {QStringLiteral("code"), one.code},
                                   {QStringLiteral("identity"), one.identity.id},
                                   {QStringLiteral("credential"), one.credentialName},
                                   {QStringLiteral("text"), one.text}});
    }
    return offlineJson(context.now,
                       {{QStringLiteral("tenant"), QJsonObject{{QStringLiteral("id"), plan.changes.set.tenantId}}},
                        {QStringLiteral("file"), file},
                        {QStringLiteral("operations"), operations},
                        {QStringLiteral("notices"), notices}});
}

QString asText(const workspace::Plan &plan)
{
    QStringList lines;
    for (qsizetype i = 0; i < plan.changes.notes.size(); ++i) {
        const trust::Operation &one = plan.changes.set.operations.at(i);
        const QStringList words{kindName(one.kind()), shown(one.identityName), shown(one.name())};
        lines.append(words.join(QStringLiteral("  ")));
        if (plan.changes.notes.at(i).gap)
            lines.append(QStringLiteral("        ") + trust::orderText(plan.changes.notes.at(i), plan.changes.set));
    }
    lines.append(QString());
    return lines.join(u'\n');
}

} // namespace

QString PlanCommand::name() const
{
    return QStringLiteral("plan");
}

QString PlanCommand::synopsis() const
{
    return QStringLiteral("plan "
                          "add|update|delete|rename|copy|move|merge|retire-secret|replace-issuer|replace-repository|"
                          "migrate-github|cut-off");
}

QString PlanCommand::description() const
{
    return tr(
        "Stage changes in a file for apply: of one credential (plan add ID --credential NAME …), of several that "
        "become "
        "one expression (plan merge ID NAME NAME … --to NEWNAME), of a secret that "
        "federation has replaced (plan retire-secret ID --key-id GUID), or of many credentials (plan replace-issuer "
        "OLD "
        "NEW, replace-repository OLD NEW, migrate-github, cut-off ISSUER).");
}

QList<QCommandLineOption> PlanCommand::options() const
{
    return {
        {QStringLiteral("credential"), tr("The credential's name."), QStringLiteral("NAME")},
        {QStringLiteral("to"), tr("plan rename: the new name; copy and move: the other identity."),
         QStringLiteral("NAME|ID")},
        {QStringLiteral("issuer"), tr("plan add and update: the issuer."), QStringLiteral("URL")},
        {QStringLiteral("subject"), tr("plan add and update: the subject."), QStringLiteral("TEXT")},
        {QStringLiteral("expression"), tr("plan add and update: a claims expression instead of a subject."),
         QStringLiteral("TEXT")},
        {QStringLiteral("audience"), tr("plan add and update: the audience; the cloud's own without this."),
         QStringLiteral("TEXT")},
        {QStringLiteral("description"), tr("plan add and update: the description."), QStringLiteral("TEXT")},
        {QStringLiteral("repository"),
         tr("plan migrate-github: the ids of a repository's owner and of the repository, as often as needed."),
         QStringLiteral("OWNER/NAME=OWNERID/ID")},
        {QStringLiteral("retire"), tr("plan migrate-github: remove name-based subjects that have a twin with ids.")},
        {QStringLiteral("binding-id"),
         tr("plan merge: the number of the repository, project or owner, where the subjects do not carry it."),
         QStringLiteral("NUMBER")},
        {QStringLiteral("key-id"), tr("plan retire-secret: the key id of the client secret or certificate."),
         QStringLiteral("GUID")},
        {QStringLiteral("ticket"), tr("plan: where the change was asked for."), QStringLiteral("TEXT")},
        {QStringLiteral("reason"), tr("plan: why."), QStringLiteral("TEXT")},
        {QStringLiteral("out"), tr("plan: the file to write."), QStringLiteral("FILE")}};
}

Result<void> PlanCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    m_what = arguments.value(0);
    m_arguments = arguments.mid(1);
    const Shape *shape = std::find_if(std::begin(shapes), std::end(shapes),
                                      [this](const Shape &one) { return m_what == QStringView(one.name); });
    if (shape == std::end(shapes))
        return usage(tr("Say what to plan, such as: add, delete, replace-issuer, cut-off."));
    if (shape->arguments < 0 && (m_arguments.size() < -shape->arguments || m_arguments.contains(QString())))
        return usage(tr("plan %1 takes an identity and the names of at least two of its credentials.").arg(m_what));
    if (shape->arguments >= 0 && (m_arguments.size() != shape->arguments || m_arguments.contains(QString())))
        return usage(tr("plan %1 takes %2 argument(s).").arg(m_what).arg(shape->arguments));
    m_credential = parser.value(QStringLiteral("credential"));
    m_to = parser.value(QStringLiteral("to"));
    if (shape->ofCredential == m_credential.isEmpty())
        return usage(shape->ofCredential ? tr("Name the credential with --credential.")
                                         : tr("plan %1 takes no --credential.").arg(m_what));
    if (shape->toSomething == m_to.isEmpty())
        return usage(shape->toSomething ? tr("Say with --to what it shall become, or where it shall go.")
                                        : tr("plan %1 takes no --to.").arg(m_what));
    for (const QString &field : fieldNames) {
        if (parser.isSet(field))
            m_fields.insert(field, parser.value(field));
    }
    static const QRegularExpression ids(QStringLiteral("\\A([^/=\\s]+/[^/=\\s]+)=([1-9][0-9]*)/([1-9][0-9]*)\\z"));
    const QStringList repositories = parser.values(QStringLiteral("repository"));
    for (const QString &text : repositories) {
        const auto match = ids.match(text);
        if (!match.hasMatch())
            return usage(tr("--repository is OWNER/NAME=OWNERID/ID, not %1.").arg(shown(text)));
        m_ids.insert(match.captured(1).toLower(), {match.captured(2), match.captured(3)});
    }
    m_retires = parser.isSet(QStringLiteral("retire"));
    m_keyId = QUuid(parser.value(QStringLiteral("key-id")));
    if (goesOn() == m_keyId.isNull()) {
        return usage(goesOn() ? tr("Name the secret or certificate with --key-id; “show ID” tells the key ids.")
                              : tr("plan %1 takes no --key-id.").arg(m_what));
    }
    m_bindingId = parser.value(QStringLiteral("binding-id"));
    m_ticket = parser.value(QStringLiteral("ticket"));
    m_reason = parser.value(QStringLiteral("reason"));
    m_out = parser.value(QStringLiteral("out"));
    if (m_out.isEmpty())
        return usage(tr("Name the file to write with --out."));
    return {};
}

trust::FederatedCredential PlanCommand::edited(trust::FederatedCredential credential, const QString &audience) const
{
    credential.name = m_credential;
    credential.issuer = m_fields.value(QStringLiteral("issuer"), credential.issuer);
    credential.description = m_fields.value(QStringLiteral("description"), credential.description);
    if (m_fields.contains(QStringLiteral("subject"))) {
        credential.subject = m_fields.value(QStringLiteral("subject"));
        credential.expression.reset();
    }
    if (m_fields.contains(QStringLiteral("expression"))) {
        credential.expression = trust::ClaimsExpression{m_fields.value(QStringLiteral("expression")), 1};
        credential.subject.reset();
    }
    if (m_fields.contains(QStringLiteral("audience")))
        credential.audiences = {m_fields.value(QStringLiteral("audience"))};
    else if (credential.audiences.isEmpty())
        credential.audiences = {audience};
    return credential;
}

std::optional<workspace::Plan> PlanCommand::planOfOne(const CommandContext &context,
                                                      const workspace::PlanBasis &basis) const
{
    const auto identity = chosenIdentity(context, m_arguments.first());
    if (!identity)
        return std::nullopt;
    const workspace::CredentialKey key{identity->identity.key, m_credential};
    if (m_what == u"merge") {
        QList<workspace::CredentialKey> merged;
        for (const QString &name : m_arguments.mid(1))
            merged.append({key.identity, name});
        return planMerge(basis, merged, m_to, m_bindingId);
    }
    if (m_what == u"add")
        return planAdd(basis, key.identity, edited({}, basis.remarks.exchangeAudience));
    if (m_what == u"update") {
        const auto &all = identity->identity.credentials;
        const auto held = std::find_if(all.cbegin(), all.cend(), [&](const auto &one) { return one.name == key.name; });
        return planUpdate(
            basis, key.identity,
            edited(held == all.cend() ? trust::FederatedCredential() : *held, basis.remarks.exchangeAudience));
    }
    if (m_what == u"delete")
        return planDelete(basis, {key});
    if (m_what == u"rename")
        return planRename(basis, key, m_to);
    const auto target = chosenIdentity(context, m_to);
    if (!target)
        return std::nullopt;
    return m_what == u"copy" ? planCopy(basis, {key}, target->identity.key)
                             : planMove(basis, {key}, target->identity.key);
}

std::optional<workspace::Plan> PlanCommand::plan(const CommandContext &context) const
{
    const workspace::PlanBasis basis = context.workspace.planBasis();
    if (m_what == u"replace-issuer")
        return planReplaceIssuer(basis, m_arguments.at(0), m_arguments.at(1));
    if (m_what == u"replace-repository")
        return planReplaceRepository(basis, m_arguments.at(0), m_arguments.at(1));
    if (m_what == u"migrate-github")
        return m_retires ? planRetireNameBased(basis) : planImmutableTwins(basis, m_ids);
    if (m_what == u"cut-off")
        return planCutOff(basis, m_arguments.first());
    return planOfOne(context, basis);
}

bool PlanCommand::stop()
{
    m_stop.request_stop();
    return false;
}

ExitCode PlanCommand::run(const CommandContext &context)
{
    std::optional<workspace::Plan> made = plan(context);
    return made ? finish(context, std::move(*made)) : ExitCode::Usage;
}

void PlanCommand::runSession(workspace::Workspace &workspace, const CommandContext &context,
                             const std::function<void(ExitCode)> &done)
{
    const auto identity = chosenIdentity(context, m_arguments.first());
    if (!identity)
        return done(ExitCode::Usage);
    const QDateTime since = context.now.addDays(-workspace::evidenceDays);
    const trust::IdentityKey key = identity->identity.key;
    whenDone(workspace.signIns(key, since, m_stop.get_token()), &m_context,
             [this, &workspace, &context, key, since, done](const Result<cloud::SignIns> &signIns) {
                 done(finish(context,
                             planRetireSecret(workspace.planBasis(), key, m_keyId,
                                              workspace::evidenceOf(signIns, m_keyId, since), context.now)));
             });
}

ExitCode PlanCommand::finish(const CommandContext &context, workspace::Plan plan) const
{
    plan.changes.set.ticket = m_ticket;
    plan.changes.set.reason = m_reason;
    for (const workspace::PlanNotice &one : std::as_const(plan.notices)) {
        QStringList place;
        for (const QString &name : {one.identityName, one.credentialName}) {
            if (!name.isEmpty())
                place.append(shown(name));
        }
        context.console.say(QStringLiteral("%1: %2: %3").arg(levelName(one.level), place.join(u'/'), one.text));
    }
    const bool hasErrors = plan.hasErrors();
    QString written;
    if (plan.isEmpty()) {
        context.console.say(tr("There is nothing to do; no file was written."));
    } else {
        const auto saved = writeWhole(m_out, exports::changeSetDocument(plan.changes.set));
        if (!saved) {
            context.console.say(tr("%1 could not be written: %2").arg(shown(m_out), saved.error().message));
            return ExitCode::Service;
        }
        written = m_out;
    }
    if (context.format == Format::Json)
        context.console.data(asJson(context, plan, written));
    else
        context.console.data(asText(plan));
    if (!hasErrors)
        return ExitCode::Fine;
    return plan.isEmpty() ? ExitCode::Findings : ExitCode::PartlyDone;
}

} // namespace symbolon::cli
