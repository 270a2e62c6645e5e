// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"

#include <QRandomGenerator>

#include <functional>

// Valid values for the fields of any form, as random as the fields allow.
namespace symbolon::presets {

using namespace Qt::Literals::StringLiterals;

using Values = QMap<QString, QString>;

inline QString text(QRandomGenerator &random, QStringView alphabet, int minLength, int maxLength)
{
    QString result;
    const int length = minLength + random.bounded(maxLength - minLength + 1);
    for (int i = 0; i < length; ++i)
        result += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
    return result;
}

inline constexpr QStringView letters = u"abcdefghijklmnopqrstuvwxyz";
inline constexpr QStringView digits = u"0123456789";
inline constexpr QStringView hex = u"0123456789abcdef";

inline QString guid(QRandomGenerator &random)
{
    return u"%1-%2-%3-%4-%5"_s.arg(text(random, hex, 8, 8), text(random, hex, 4, 4), text(random, hex, 4, 4),
                                   text(random, hex, 4, 4), text(random, hex, 12, 12));
}

inline QString label(QRandomGenerator &random, int maxLength)
{
    return text(random, letters, 1, 1) + text(random, u"abc-012", 0, maxLength - 2) + text(random, u"abc012", 1, 1);
}

inline QString region(QRandomGenerator &random)
{
    return text(random, letters, 2, 2) + u'-' + text(random, letters, 3, 9) + u'-' + text(random, u"123", 1, 1);
}

// Valid values of every field by preset and key.
using Makers = QMap<QString, std::function<QString(QRandomGenerator &)>>;

inline QString number(QRandomGenerator &random)
{
    return text(random, u"123456789", 1, 1) + text(random, digits, 0, 18);
}

inline QString slug(QRandomGenerator &random)
{
    return text(random, letters, 3, 3) + text(random, u"abc-012", 0, 20) + text(random, u"abc012", 1, 1);
}

inline QString address(QRandomGenerator &random)
{
    return u"https://idp-%1.contoso.com/%2"_s.arg(label(random, 20), text(random, letters, 0, 10));
}

inline QString hostName(QRandomGenerator &random)
{
    return slug(random) + u".contoso.com"_s;
}

inline QString clusterIssuer(QRandomGenerator &random, const QString &host)
{
    return u"https://%1.oic.%2.azure.com/%3/%4/"_s.arg(text(random, letters, 4, 12), host, guid(random), guid(random));
}

inline QString contextOf(QRandomGenerator &random)
{
    const QStringList all{u"environment:"_s + slug(random), u"ref:refs/heads/"_s + slug(random),
                          u"ref:refs/tags/v"_s + number(random), u"pull_request"_s};
    return all.at(random.bounded(static_cast<int>(all.size())));
}

// What most presets share by key; makersOf() has the exceptions.
inline Makers commonMakers()
{
    Makers makers;
    for (const QString &key : {u"tenantId"_s, u"clientId"_s, u"organizationId"_s, u"connectionId"_s, u"principalId"_s,
                               u"workspaceUuid"_s, u"orgId"_s, u"userId"_s, u"uuid"_s})
        makers[key] = guid;
    for (const QString &key : {u"ownerId"_s, u"repoId"_s, u"idValue"_s, u"projectId"_s})
        makers[key] = number;
    for (const QString &key :
         {u"workspace"_s, u"organization"_s, u"enterprise"_s, u"subdomain"_s,   u"org"_s,     u"connection"_s,
          u"space"_s,     u"target"_s,       u"account"_s,    u"callerId"_s,    u"stack"_s,   u"team"_s,
          u"orgSlug"_s,   u"app"_s,          u"machine"_s,    u"environment"_s, u"project"_s, u"ref"_s,
          u"tag"_s,       u"vcsRef"_s,       u"jobPath"_s,    u"namespaceId"_s})
        makers[key] = slug;
    makers[u"namespaceId"_s] = [](auto &r) -> QString { return text(r, u"aZ09", 1, 6); };
    makers[u"issuer"_s] = address;
    makers[u"host"_s] = hostName;
    makers[u"context"_s] = contextOf;
    makers[u"mountKind"_s] = [](auto &r) -> QString { return text(r, letters, 1, 8); };
    makers[u"accessor"_s] = [](auto &r) -> QString { return slug(r) + u'_' + text(r, hex, 8, 8); };
    makers[u"vaultUrl"_s] = [](auto &r) -> QString { return u"https://"_s + hostName(r) + u":8200"_s; };
    makers[u"namespacePath"_s] = [](auto &r) -> QString { return slug(r) + u'/'; };
    makers[u"rootUrl"_s] = [](auto &r) -> QString { return u"https://"_s + hostName(r) + u"/ci/"_s; };
    makers[u"folder"_s] = slug;
    makers[u"tenant"_s] = slug;
    makers[u"prefix"_s] = [](auto &r) -> QString { return u"/eid1/c/gov/t/"_s + slug(r); };
    makers[u"vcsOrigin"_s] = [](auto &r) -> QString { return u"github.com/contoso/"_s + slug(r); };
    makers[u"workflowRepo"_s] = [](auto &r) -> QString { return slug(r) + u'/' + slug(r); };
    makers[u"workflowFile"_s] = [](auto &r) -> QString { return slug(r) + u".yml"_s; };
    makers[u"workflowRef"_s] = [](auto &r) -> QString { return u"refs/heads/"_s + slug(r); };
    makers[u"includeClaimKeys"_s] = [](auto &) -> QString { return u"repository_owner,environment"_s; };
    makers[u"values"_s] = [](auto &r) -> QString { return slug(r) + u',' + slug(r) + u":eu"_s; };
    makers[u"principalArn"_s] = [](auto &r) -> QString {
        return u"arn:aws:iam::%1:role/%2"_s.arg(text(r, digits, 12, 12), slug(r));
    };
    makers[u"projectPath"_s] = [](auto &r) -> QString { return slug(r) + u'/' + slug(r); };
    makers[u"refPattern"_s] = [](auto &r) -> QString { return slug(r) + u'*'; };
    makers[u"region"_s] = region;
    makers[u"uniqueId"_s] = [](auto &r) -> QString { return text(r, digits, 21, 21); };
    makers[u"identityId"_s] = [](auto &r) -> QString { return region(r) + u':' + guid(r); };
    makers[u"identityPoolId"_s] = [](auto &r) -> QString { return region(r) + u':' + guid(r); };
    makers[u"trustDomain"_s] = [](auto &r) -> QString { return text(r, u"abc-_.012", 1, 60); };
    makers[u"path"_s] = [](auto &r) -> QString {
        return text(r, u"aZ09-_", 1, 30) + u'/' + text(r, u"aZ09-_.", 3, 30) + u"/x"_s;
    };
    makers[u"subject"_s] = [](auto &r) -> QString { return u"workload-"_s + text(r, u"aZ09 :/@{}\\", 0, 100) + u'x'; };
    makers[u"expression"_s] = [](auto &r) -> QString {
        return u"claims['sub'] matches 'repo:%1/*:%2' and claims['repository_owner_id'] eq '%3'"_s.arg(
            slug(r), contextOf(r), number(r));
    };
    makers[u"audience"_s] = [](auto &r) -> QString { return text(r, u"aZ09:/.", 1, 60); };
    return makers;
}

inline void addGithub(Makers &makers)
{
    makers[u"owner"_s] = [](auto &r) -> QString { return label(r, 3) + text(r, u"aZ09", 1, 30); };
    makers[u"repo"_s] = [](auto &r) -> QString { return text(r, u"aZ09._-", 3, 60); };
    makers[u"environment"_s] = [](auto &r) -> QString { return text(r, u"aZ 9:/@%ü'\"&<>", 1, 80); };
    makers[u"branch"_s] = [](auto &r) -> QString {
        return u"b"_s + text(r, u"aZ09-_", 0, 40) + u'/' + text(r, u"aZ09-_@", 1, 40);
    };
    makers[u"prefix"_s] = [](auto &r) -> QString { return slug(r) + u'/'; };
}

inline void addKubernetes(Makers &makers)
{
    makers[u"namespace"_s] = [](auto &r) -> QString { return label(r, 60); };
    makers[u"serviceAccount"_s] = [](auto &r) -> QString { return label(r, 100) + u'.' + label(r, 20); };
    makers[u"clusterOidcId"_s] = [](auto &r) -> QString { return text(r, u"0123456789ABCDEF", 32, 32); };
    makers[u"project"_s] = [](auto &r) -> QString { return u"p"_s + text(r, u"abc-012", 4, 28) + u'x'; };
    makers[u"location"_s] = [](auto &r) -> QString {
        return u"europe-"_s + text(r, letters, 3, 9) + u'4' + (r.bounded(2) ? u"-a"_s : QString());
    };
    makers[u"cluster"_s] = [](auto &r) -> QString { return label(r, 39); };
}

inline Makers makersOf(const QString &presetId)
{
    Makers makers = commonMakers();
    if (presetId.startsWith(u"github"))
        addGithub(makers);
    if (presetId.startsWith(u"k8s"))
        addKubernetes(makers);
    if (presetId == u"k8s-aks")
        makers[u"issuer"_s] = [](auto &r) -> QString { return clusterIssuer(r, u"prod-aks"_s); };
    else if (presetId == u"k8s-arc")
        makers[u"issuer"_s] = [](auto &r) -> QString { return clusterIssuer(r, u"prod-arc"_s); };
    else if (presetId == u"k8s-aks-arc")
        makers[u"issuer"_s] = [](auto &r) -> QString {
            return u"https://oidcdiscovery-%1-endpoint-1.000.azurefd.net/%2/%3/"_s.arg(text(r, letters, 4, 12), guid(r),
                                                                                       guid(r));
        };
    else if (presetId == u"k8s-openshift")
        makers[u"issuer"_s] = [](auto &r) -> QString {
            return u"https://c%1.blob.core.windows.net/%2"_s.arg(text(r, letters, 4, 12), slug(r));
        };
    else if (presetId == u"aws-outbound")
        makers[u"issuer"_s] = [](auto &r) -> QString { return u"https://%1.tokens.sts.global.api.aws"_s.arg(guid(r)); };
    else if (presetId.startsWith(u"hcp-"))
        makers[u"issuer"_s] = [](auto &r) -> QString { return u"https://"_s + hostName(r); };
    else if (presetId == u"gitlab-self-managed")
        makers[u"host"_s] = [](auto &r) -> QString { return u"https://gitlab."_s + hostName(r); };
    else if (presetId == u"gitlab-flexible")
        makers[u"host"_s] = [](auto &r) -> QString { return u"https://gitlab.%1.com"_s.arg(slug(r)); };
    if (presetId == u"hcp-terraform-stacks")
        makers[u"subject"_s] = [](auto &r) -> QString {
            return u"organization:%1:project:%2:stack:%3:deployment:%4:operation:plan"_s.arg(slug(r), slug(r), slug(r),
                                                                                             slug(r));
        };
    if (presetId == u"adfs")
        makers[u"issuer"_s] = [](auto &r) -> QString { return u"https://"_s + hostName(r) + u"/adfs"_s; };
    if (presetId == u"circleci")
        makers[u"projectId"_s] = guid;
    return makers;
}

inline Values validValues(const Preset &preset, QRandomGenerator &random)
{
    const Makers makers = makersOf(preset.id);
    Values values;
    for (const PresetField &field : preset.fields) {
        if (!Catalogue::isShown(preset, field, values))
            continue;
        if (field.type == PresetField::Type::Choice) {
            values.insert(field.key, field.options.at(random.bounded(static_cast<int>(field.options.size()))));
            continue;
        }
        if (!makers.contains(field.key))
            qFatal("no values for %s of %s", qPrintable(field.key), qPrintable(preset.id));
        if (field.required || random.bounded(2))
            values.insert(field.key, makers.value(field.key)(random));
    }
    return values;
}

} // namespace symbolon::presets
