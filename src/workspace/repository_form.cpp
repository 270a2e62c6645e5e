// SPDX-License-Identifier: Apache-2.0
#include "workspace/repository_form.h"

#include "presets/template.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace symbolon::workspace {

namespace {

using cloud::RepositoryTokens;

const QString withWorkflow = QStringLiteral("repo,context,job_workflow_ref");
const QString workflowAlone = QStringLiteral("job_workflow_ref");

QString tr(const char *text)
{
    return QCoreApplication::translate("symbolon::workspace", text);
}

QString nameOf(const RepositoryTokens &tokens)
{
    return tokens.owner + u'/' + tokens.repository;
}

QString repoValue(const RepositoryTokens &tokens)
{
    if (!tokens.immutable)
        return nameOf(tokens);
    return tokens.owner + u'@' + tokens.ownerId + u'/' + tokens.repository + u'@' + tokens.repositoryId;
}

// What a claim of every token of the repository is; nullopt: it depends on the run, or GitHub was not asked for it.
std::optional<QString> knownValue(const QString &claim, const RepositoryTokens &tokens)
{
    if (claim == u"repo")
        return repoValue(tokens);
    if (claim == u"repository")
        return nameOf(tokens);
    if (claim == u"repository_owner")
        return tokens.owner;
    if (claim == u"repository_id")
        return tokens.repositoryId;
    if (claim == u"repository_owner_id")
        return tokens.ownerId;
    return std::nullopt;
}

QString templateSentence(const RepositoryTokens &tokens)
{
    const QString keys = tokens.claimKeys.join(QStringLiteral(", "));
    return tokens.kind == RepositoryTokens::Template::OfOrganization
        ? tr("%1 follows the subject template of its organization: %2.").arg(nameOf(tokens), keys)
        : tr("%1 has a subject template of its own: %2.").arg(nameOf(tokens), keys);
}

// Those of a server, a data residency or an enterprise with an issuer of its own have no forms for templates.
bool hasOwnIssuer(const presets::Preset &preset)
{
    static const QStringList keys{QStringLiteral("host"), QStringLiteral("subdomain"), QStringLiteral("enterprise")};
    return std::any_of(preset.fields.cbegin(), preset.fields.cend(),
                       [](const presets::PresetField &field) { return keys.contains(field.key); });
}

void takeTemplate(const RepositoryTokens &tokens, RepositoryForm &form)
{
    const QString keys = tokens.claimKeys.join(u',');
    if (keys == withWorkflow || keys == workflowAlone) {
        form.presetId = QStringLiteral("github-reusable-workflow");
        form.values[QStringLiteral("shape")] = keys == workflowAlone
            ? QStringLiteral("job_workflow_ref only")
            : QStringLiteral("repo + context + job_workflow_ref");
        form.notes << tr("Type which workflow file may sign in.");
        return;
    }
    if (keys == u"repository_id" || keys == u"repository_owner_id") {
        form.presetId = QStringLiteral("github-immutable-id-template");
        form.values[QStringLiteral("idKey")] = keys;
        form.values[QStringLiteral("idValue")] = *knownValue(keys, tokens);
        return;
    }
    form.presetId = QStringLiteral("github-custom-sub");
    form.values[QStringLiteral("includeClaimKeys")] = keys;
    QStringList values;
    QStringList open;
    for (const QString &key : tokens.claimKeys) {
        if (const auto value = knownValue(key, tokens))
            values << *value;
        else
            open << key;
    }
    if (open.isEmpty())
        form.values[QStringLiteral("values")] = values.join(u',');
    else
        form.notes << tr("Type the values in this order. They depend on the workflow: %1.")
                          .arg(open.join(QStringLiteral(", ")));
}

} // namespace

QUrl repositoryApi(const presets::Preset &preset, const QMap<QString, QString> &values)
{
    bool isWhole = !preset.repositoryApi.isEmpty();
    const QString text = presets::fill(preset.repositoryApi, [&](const QString &key) {
        isWhole = isWhole && !values.value(key).isEmpty();
        return values.value(key);
    });
    return isWhole ? QUrl(text, QUrl::StrictMode) : QUrl();
}

RepositoryForm formOf(const presets::Preset &chosen, const RepositoryTokens &tokens)
{
    RepositoryForm form;
    form.presetId = chosen.id;
    form.values = {{QStringLiteral("owner"), tokens.owner},
                   {QStringLiteral("repo"), tokens.repository},
                   {QStringLiteral("ownerId"), tokens.ownerId},
                   {QStringLiteral("repoId"), tokens.repositoryId},
                   {QStringLiteral("subjectFormat"),
                    tokens.immutable ? QStringLiteral("immutable") : QStringLiteral("name-based")}};
    const bool isTemplated = !tokens.claimKeys.isEmpty();
    if (isTemplated) {
        form.notes << templateSentence(tokens);
        if (!hasOwnIssuer(chosen))
            takeTemplate(tokens, form);
        else
            form.notes << tr(
                "There is no form for such a template on this server: choose Other OIDC and type the subject "
                "of a decoded token.");
        return form;
    }
    form.notes << (tokens.immutable ? tr("%1 puts its ids into the subject, beside the names.").arg(nameOf(tokens))
                                    : tr("%1 has names alone in the subject, no ids.").arg(nameOf(tokens)));
    if (tokens.kind == RepositoryTokens::Template::Unknown)
        form.notes << tr("It follows its organization's template, if there is one: this token may not read that. "
                         "Compare a decoded token before you write.");
    const bool needsTemplate = std::none_of(chosen.fields.cbegin(), chosen.fields.cend(),
                                            [](const presets::PresetField &field) { return field.key == u"repo"; })
        || chosen.id == u"github-reusable-workflow";
    if (needsTemplate && tokens.kind == RepositoryTokens::Template::Default) {
        form.presetId = QStringLiteral("github-environment");
        form.notes << tr("It has no template of its own, so its tokens do not look like the form that was chosen.");
    }
    return form;
}

} // namespace symbolon::workspace
