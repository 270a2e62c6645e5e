// SPDX-License-Identifier: Apache-2.0
#include "presets/pipeline_hints.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::presets {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FileHints", text);
}

// --- GitHub

FileHint githubHint(const char *about, const QString &label, const QStringList &fields,
                    const QMap<QString, QString> &values = {})
{
    FileHint hint{.label = label,
                  .about = QString::fromLatin1(about),
                  .values = values,
                  .fields = fields,
                  .rest = tr("Type organization and repository; the file does not say."),
                  .notes = {},
                  .clientIds = {},
                  .audiences = {}};
    return hint;
}

bool isPattern(const QString &name)
{
    static const QRegularExpression signs(QStringLiteral("[*?+\\[\\]!]"));
    return name.contains(signs);
}

bool isExpression(const QString &text)
{
    return text.contains(QStringLiteral("${{"));
}

// What starts the workflow: a name, a list of names, or a mapping. The key is a flag to readers of YAML 1.1.
const YamlNode &triggersOf(const YamlNode &workflow)
{
    const YamlNode &on = workflow.at(u"on");
    return on.kind == YamlNode::Kind::Nothing ? workflow.at(u"true") : on;
}

bool startsWith(const YamlNode &triggers, const QString &event)
{
    return triggers.texts().contains(event) || triggers.at(event).kind != YamlNode::Kind::Nothing
        || std::any_of(triggers.members.cbegin(), triggers.members.cend(),
                       [&event](const auto &member) { return member.first == event; });
}

void addRefs(const YamlNode &names, const char *about, const QString &key, const QString &label, QList<FileHint> &hints)
{
    for (const QString &name : names.texts()) {
        FileHint hint = githubHint(about, label.arg(name), {key});
        if (isPattern(name))
            hint.notes << tr(
                "The file has a pattern there: a subject is one ref exactly. Type it, or choose Expression.");
        else
            hint.values.insert(key, name);
        hints.append(hint);
    }
}

// Of the jobs that name no environment.
QList<FileHint> hintsOfTriggers(const YamlNode &triggers)
{
    QList<FileHint> hints;
    addRefs(triggers.at(u"push.branches"), "github-branch", QStringLiteral("branch"), tr("Branch %1"), hints);
    addRefs(triggers.at(u"push.tags"), "github-tag", QStringLiteral("tag"), tr("Tag %1"), hints);
    if (startsWith(triggers, QStringLiteral("pull_request")))
        hints.append(githubHint("github-pull-request", tr("Pull requests"), {}));
    const bool hasRefs = !triggers.at(u"push.branches").texts().isEmpty()
        || !triggers.at(u"push.tags").texts().isEmpty();
    const bool onBranches = (startsWith(triggers, QStringLiteral("push")) && !hasRefs)
        || startsWith(triggers, QStringLiteral("workflow_dispatch"))
        || startsWith(triggers, QStringLiteral("schedule"));
    if (onBranches) {
        FileHint hint = githubHint("github-branch", tr("The branch it runs on"), {QStringLiteral("branch")});
        hint.notes << tr("The file does not say on which branch it runs: type it.");
        hints.append(hint);
    }
    return hints;
}

// owner/repository/.github/workflows/file.yml@ref
std::optional<FileHint> hintOfReusable(const QString &uses)
{
    static const QRegularExpression shape(QStringLiteral("^([^/@]+/[^/@]+)/\\.github/workflows/([^/@]+)@([^@]+)$"));
    const auto match = shape.match(uses);
    if (!match.hasMatch() || isExpression(uses))
        return std::nullopt;
    QMap<QString, QString> values{{QStringLiteral("workflowRepo"), match.captured(1)},
                                  {QStringLiteral("workflowFile"), match.captured(2)}};
    static const QRegularExpression commit(QStringLiteral("^[0-9a-f]{40}$"));
    const QString ref = match.captured(3);
    const bool isWhole = ref.startsWith(u"refs/") || commit.match(ref).hasMatch();
    if (isWhole)
        values.insert(QStringLiteral("workflowRef"), ref);
    FileHint hint = githubHint(
        "github-reusable-workflow", tr("Reusable workflow %1").arg(match.captured(2)),
        {QStringLiteral("workflowRepo"), QStringLiteral("workflowFile"), QStringLiteral("workflowRef")}, values);
    if (!isWhole)
        hint.notes << tr("Type the workflow's ref in full: refs/heads/… for a branch, refs/tags/… for a tag.");
    hint.notes << tr("It stands in the subject only where the repository's template says so.");
    return hint;
}

bool mayAskForTokens(const YamlNode &permissions)
{
    return permissions.text == u"write-all" || permissions.textAt(u"id-token") == u"write";
}

// What the job signs in as, where a step of it does so with a token.
void addSignIns(const YamlNode &job, FileHint &hint)
{
    for (const YamlNode &step : job.at(u"steps").items) {
        const YamlNode &with = step.at(u"with");
        const QString clientId = with.textAt(u"client-id");
        const bool byToken = step.textAt(u"uses").startsWith(u"azure/login@", Qt::CaseInsensitive)
            && !clientId.isEmpty() && with.textAt(u"creds").isEmpty()
            && with.textAt(u"auth-type").compare(u"IDENTITY", Qt::CaseInsensitive) != 0;
        if (!byToken)
            continue;
        hint.clientIds << clientIdsIn(clientId);
        const QString audience = with.textAt(u"audience");
        if (!isExpression(audience))
            hint.audiences << QStringList{audience.isEmpty() ? QStringLiteral("api://AzureADTokenExchange") : audience};
    }
}

QList<FileHint> hintsOfJob(const YamlNode &job, const YamlNode &triggers)
{
    QList<FileHint> hints;
    const YamlNode &named = job.at(u"environment");
    const QString environment = named.isMapping() ? named.textAt(u"name") : named.text;
    if (!environment.isEmpty()) {
        FileHint hint =
            githubHint("github-environment", tr("Environment %1").arg(environment), {QStringLiteral("environment")});
        if (isExpression(environment))
            hint.notes << tr("The environment is computed when the job runs: type each of them.");
        else
            hint.values.insert(QStringLiteral("environment"), environment);
        hints.append(hint);
    } else {
        hints = hintsOfTriggers(triggers);
    }
    if (auto reusable = hintOfReusable(job.textAt(u"uses")))
        hints.append(*reusable);
    for (FileHint &hint : hints)
        addSignIns(job, hint);
    return hints;
}

} // namespace

// The jobs that may ask for a token come first: one of them is meant, most likely.
QList<FileHint> hintsOfWorkflow(const YamlNode &document)
{
    QList<FileHint> able;
    QList<FileHint> unable;
    const YamlNode &triggers = triggersOf(document);
    for (const auto &[name, job] : document.at(u"jobs").members) {
        if (!job.isMapping())
            continue;
        QList<FileHint> hints = hintsOfJob(job, triggers);
        const bool own = job.at(u"permissions").kind != YamlNode::Kind::Nothing;
        if (mayAskForTokens(own ? job.at(u"permissions") : document.at(u"permissions"))) {
            able += hints;
            continue;
        }
        for (FileHint &hint : hints)
            hint.notes << tr("Job %1 gets no token yet: add “id-token: write” to its permissions.").arg(name);
        unable += hints;
    }
    return able + unable;
}

// --- GitLab

namespace {

FileHint gitlabHint(const QString &label, const QString &refType, const QString &ref)
{
    FileHint hint{.label = label,
                  .about = QStringLiteral("gitlab"),
                  .values = {},
                  .fields = {QStringLiteral("refType"), QStringLiteral("ref")},
                  .rest = tr("Type the project's path; the file does not say."),
                  .notes = {},
                  .clientIds = {},
                  .audiences = {}};
    if (!refType.isEmpty())
        hint.values.insert(QStringLiteral("refType"), refType);
    if (!ref.isEmpty())
        hint.values.insert(QStringLiteral("ref"), ref);
    else
        hint.notes << tr("The file does not name one branch or tag: type it.");
    return hint;
}

// $CI_COMMIT_BRANCH == "main"
QStringList comparedRefs(const QString &rule, const QString &variable)
{
    QStringList refs;
    const QRegularExpression shape(u"\\$" + variable + u"\\s*==\\s*(?:\"([^\"]+)\"|'([^']+)')");
    for (auto match = shape.globalMatch(rule); match.hasNext();) {
        const auto one = match.next();
        refs << (one.captured(1).isEmpty() ? one.captured(2) : one.captured(1));
    }
    return refs;
}

// Of each token that the job asks for; none where a variable says it.
QList<QStringList> audiencesOf(const YamlNode &job)
{
    QStringList all;
    for (const auto &[name, token] : job.at(u"id_tokens").members)
        all += token.at(u"aud").texts();
    const bool isKnown = !all.isEmpty() && all.filter(QStringLiteral("$")).isEmpty();
    return isKnown ? QList<QStringList>{all} : QList<QStringList>();
}

QList<FileHint> hintsOfGitlabJob(const QString &name, const YamlNode &job)
{
    QList<FileHint> hints;
    const auto add = [&](const QString &refType, const QString &ref) {
        hints.append(
            gitlabHint(ref.isEmpty() ? tr("Job %1").arg(name) : tr("Job %1 on %2").arg(name, ref), refType, ref));
    };
    for (const YamlNode &rule : job.at(u"rules").items) {
        const QString condition = rule.textAt(u"if");
        for (const QString &branch : comparedRefs(condition, QStringLiteral("CI_COMMIT_(?:BRANCH|REF_NAME)")))
            add(QStringLiteral("branch"), branch);
        for (const QString &tag : comparedRefs(condition, QStringLiteral("CI_COMMIT_TAG")))
            add(QStringLiteral("tag"), tag);
    }
    const YamlNode &only = job.at(u"only");
    static const QStringList words{
        QStringLiteral("branches"), QStringLiteral("tags"),      QStringLiteral("merge_requests"),
        QStringLiteral("pushes"),   QStringLiteral("schedules"), QStringLiteral("web"),
        QStringLiteral("api"),      QStringLiteral("triggers"),  QStringLiteral("pipelines"),
        QStringLiteral("external"), QStringLiteral("chat")};
    for (const QString &ref : (only.isMapping() ? only.at(u"refs") : only).texts()) {
        if (!words.contains(ref) && !ref.startsWith(u'/'))
            add(QStringLiteral("branch"), ref);
    }
    if (hints.isEmpty())
        add(QString(), QString());
    for (FileHint &hint : hints)
        hint.audiences = audiencesOf(job);
    if (job.at(u"environment").kind != YamlNode::Kind::Nothing) {
        for (FileHint &hint : hints)
            hint.notes << tr(
                "GitLab's subject does not name the environment: everybody who may run pipelines on this ref "
                "gets a token.");
    }
    return hints;
}

} // namespace

// Jobs that ask for a token of their own; others cannot sign in.
QList<FileHint> hintsOfGitlab(const YamlNode &document)
{
    QList<FileHint> hints;
    for (const auto &[name, job] : document.members) {
        if (name != u"default" && job.at(u"id_tokens").isMapping())
            hints += hintsOfGitlabJob(name, job);
    }
    return hints;
}

} // namespace symbolon::presets
