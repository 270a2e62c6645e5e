// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_form.h"
#include "ui/shell/context.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace symbolon::cloud {
struct RepositoryTokens;
}

namespace symbolon::ui {

class ClusterField;
class FormField;
class Meter;
class PlainLabel;
class RepositoryField;

// The middle of the editor: the chosen preset's fields, the token exchange, the credential's own name and description,
// and the identity that will trust it. Shows a form and changes it; judges nothing.
class PresetForm final : public QWidget
{
    Q_OBJECT

public:
    PresetForm(const Context &context, CredentialForm &form, QWidget *parent = nullptr);

    // Builds the fields of the form's preset anew.
    void rebuild();
    // Shows values and remarks as they are now.
    void refresh();
    // Shows every remark, and puts the focus where the first error is.
    void settleAll();

Q_SIGNALS:
    void changed();
    // Another scenario of the same platform was chosen.
    void presetChosen(const QString &presetId);

private:
    void addSection(const QString &title);
    void addScenarios();
    void addNotice();
    void addPitfalls();
    void addPresetFields();
    FormField *newField(const presets::PresetField &field);
    void addCluster(const QString &key);
    void addRepository();
    void take(const cloud::RepositoryTokens &tokens);
    void addExchange();
    void addWriteFreely();
    void addCredential();
    void addIdentity();
    FormField *addField(FormField *field);

    const Context &m_context;
    CredentialForm &m_form;
    QVBoxLayout *m_column;
    QWidget *m_contents = nullptr;
    QVBoxLayout *m_fieldsColumn = nullptr;
    QHash<QString, FormField *> m_fields;
    RepositoryField *m_repository = nullptr; // only where GitHub can be asked
    QStringList m_repositoryNotes;           // of its last answer
    ClusterField *m_cluster = nullptr;       // only where the issuer is an AKS cluster
    PlainLabel *m_general = nullptr;
};

} // namespace symbolon::ui
