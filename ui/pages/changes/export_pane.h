// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "ui/shell/context.h"

#include <QUuid>
#include <QWidget>

class QTabBar;

namespace symbolon::ui {

class Button;
class CodeView;
class CopyButton;
class PlainLabel;
class StagedChanges;

// The chosen operation as other tools would carry it out: Terraform, Bicep, az, requests, PowerShell; and all of the set
// as files. Nothing is sent by it.
class ExportPane final : public QWidget
{
    Q_OBJECT

public:
    // `staged` outlives it.
    ExportPane(const Context &context, StagedChanges &staged, QWidget *parent = nullptr);

    void setOperation(const QUuid &operation);
    void setTarget(exports::Target target);
    // Writes the files of the whole set for the chosen target into a folder.
    void saveInto(const QString &folder);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void said(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] exports::Target target() const;
    void refresh();
    void show(const QString &code);

    const Context &m_context;
    StagedChanges &m_staged;
    QUuid m_operation;
    int m_asked = 0; // answers to older questions are dropped
    QTabBar *m_tabs;
    PlainLabel *m_hint;
    int m_hintWidth = 0;
    CopyButton *m_copy;
    Button *m_save;
    CodeView *m_text;
};

} // namespace symbolon::ui
