// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/github_client.h"
#include "presets/catalogue.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace symbolon::workspace {

// How a form for GitHub looks after GitHub was asked.
struct RepositoryForm
{
    QString presetId;              // the one that was chosen, or the one that the repository's template takes
    QMap<QString, QString> values; // by field key; only what GitHub told
    QStringList notes;             // translated: what was found, what is still to be typed
};

// Whom to ask with these values in the form; invalid: nobody, or something is missing.
[[nodiscard]] QUrl repositoryApi(const presets::Preset &preset, const QMap<QString, QString> &values);

// `chosen`: the form on show, which has a repositoryApi.
[[nodiscard]] RepositoryForm formOf(const presets::Preset &chosen, const cloud::RepositoryTokens &tokens);

} // namespace symbolon::workspace
