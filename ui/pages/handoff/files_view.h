// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"
#include "ui/shell/context.h"

#include <QWidget>

class QListWidget;

namespace symbolon::ui {

class CodeView;
class CopyButton;
class PlainLabel;

// Generated files to be read, copied and saved: their names, and the chosen one in full.
class FilesView final : public QWidget
{
    Q_OBJECT

public:
    // `words`: what the files are, over their names; empty: nothing.
    FilesView(Context &context, const QString &words, QWidget *parent = nullptr);

    // Keeps the choice where the same files come again.
    void setFiles(const exports::Generated &made);
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QString text() const;
    void saveInto(const QString &folder);
    // Asks for a folder, and saves all of them there.
    void askAndSave();

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void showFile();

    Context &m_context;
    exports::Generated m_made;
    QListWidget *m_list = nullptr;
    PlainLabel *m_notice = nullptr;
    PlainLabel *m_name = nullptr;
    CopyButton *m_copy = nullptr;
    CodeView *m_text = nullptr;
};

} // namespace symbolon::ui
