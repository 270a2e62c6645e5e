// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "ui/shell/context.h"

#include <QWidget>

class QListWidget;

namespace symbolon::ui {

class Button;
class CodeView;
class CopyButton;
class PlainLabel;

// What the owner of a workload needs to sign in with one credential: workflow or manifests, values and code, file by
// file, to be copied or saved. Nothing of it is a secret.
class HandoffPage final : public QWidget
{
    Q_OBJECT

public:
    explicit HandoffPage(Context &context, QWidget *parent = nullptr);

    void setCredential(const workspace::CredentialKey &key);
    [[nodiscard]] QListWidget *files() const { return m_list; }
    [[nodiscard]] QString text() const;
    void saveInto(const QString &folder);

Q_SIGNALS:
    void closed();
    void said(const QString &sentence);

private:
    [[nodiscard]] QWidget *buildHeader();
    [[nodiscard]] QWidget *buildBody();
    void refresh();
    void showFile();

    Context &m_context;
    workspace::CredentialKey m_key;
    exports::Generated m_made;
    PlainLabel *m_path = nullptr;
    PlainLabel *m_notice = nullptr;
    Button *m_save = nullptr;
    QListWidget *m_list = nullptr;
    PlainLabel *m_name = nullptr;
    CopyButton *m_copy = nullptr;
    CodeView *m_text = nullptr;
};

} // namespace symbolon::ui
