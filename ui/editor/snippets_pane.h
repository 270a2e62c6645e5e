// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "ui/editor/credential_form.h"
#include "ui/shell/context.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QTabBar;

namespace symbolon::ui {

class CodeView;
class CopyButton;

// Below the preview: what the owner of the workload needs to sign in with the credential, and the same write as other tools
// would do it. Follows the typing; nothing is sent by it.
class SnippetsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SnippetsPane(const Context &context, QWidget *parent = nullptr);

    void show(const CredentialForm &form);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }

private:
    void make();
    void take(const Result<exports::GeneratedFile> &made, int asked);
    void setCode(const QString &code, const QString &instead);

    const Context &m_context;
    QTabBar *m_tabs;
    CopyButton *m_copy;
    CodeView *m_text;
    QTimer m_soon; // typing pauses
    trust::Identity m_identity;
    std::optional<trust::Operation> m_operation; // nullopt: nothing could be written yet
    bool m_isWhole = false;
    int m_asked = 0; // answers to older questions are dropped
};

} // namespace symbolon::ui
