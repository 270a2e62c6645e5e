// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "ui/shell/context.h"

#include <QWidget>

class QListWidget;

namespace symbolon::ui {

class Button;
class FilesView;
class PlainLabel;

// What the owner of a workload needs to sign in with one credential: workflow or manifests, values and code, file by
// file, to be copied or saved. Nothing of it is a secret.
class HandoffPage final : public QWidget
{
    Q_OBJECT

public:
    explicit HandoffPage(Context &context, QWidget *parent = nullptr);

    void setCredential(const workspace::CredentialKey &key);
    [[nodiscard]] QListWidget *files() const;
    [[nodiscard]] QString text() const;
    void saveInto(const QString &folder);

Q_SIGNALS:
    void closed();
    void said(const QString &sentence);

private:
    [[nodiscard]] QWidget *buildHeader();
    void refresh();

    Context &m_context;
    workspace::CredentialKey m_key;
    PlainLabel *m_path = nullptr;
    Button *m_save = nullptr;
    FilesView *m_files = nullptr;
};

} // namespace symbolon::ui
