// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/shortcut_sheet.h"

#include "ui/shell/actions.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {

void addClose(QDialog *dialog, QVBoxLayout *layout, const Appearance &appearance)
{
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = new Button(appearance, ShortcutSheet::tr("Close"), ButtonRole::Secondary, Glyph::None, dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    row->addWidget(close);
    layout->addLayout(row);
}

QVBoxLayout *dialogLayout(QDialog *dialog, const Appearance &appearance)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(dialog);
    const int margin = appearance.theme().px(metrics::space4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(appearance.theme().px(metrics::space3));
    return layout;
}

} // namespace

ShortcutSheet::ShortcutSheet(const Appearance &appearance, const Actions &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setObjectName(QStringLiteral("shortcutSheet"));
    QVBoxLayout *layout = dialogLayout(this, appearance);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(appearance.theme().px(metrics::space6));
    grid->setVerticalSpacing(appearance.theme().px(6));
    int row = 0;
    const auto add = [&](const QString &what, const QString &keys) {
        auto *name = new PlainLabel(appearance, TextStyle::Body, Ink::Text, this);
        name->setValue(what);
        auto *shortcut = new PlainLabel(appearance, TextStyle::Mono, Ink::Text2, this);
        shortcut->setValue(keys);
        grid->addWidget(name, row, 0);
        grid->addWidget(shortcut, row, 1);
        ++row;
    };
    for (const QAction *action : actions.all()) {
        if (!action->shortcut().isEmpty())
            add(Actions::plainText(action), action->shortcut().toString(QKeySequence::NativeText));
    }
    add(tr("Copy the current cell"), QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));
    add(tr("Copy the current row"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C).toString(QKeySequence::NativeText));
    layout->addLayout(grid);
    addClose(this, layout, appearance);
}

AboutBox::AboutBox(const Appearance &appearance, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Symbolon"));
    setObjectName(QStringLiteral("aboutBox"));
    QVBoxLayout *layout = dialogLayout(this, appearance);
    auto *title = new PlainLabel(appearance, TextStyle::PageTitle, Ink::Text, this);
    title->setValue(QStringLiteral("Symbolon ") + QCoreApplication::applicationVersion());
    auto *text = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, this);
    text->setWordWrap(true);
    text->setFixedWidth(appearance.theme().px(400));
    text->setValue(tr("Shows and edits which workloads Microsoft Entra trusts to sign in without a secret. "
                      "Licensed under Apache-2.0. Built with Qt %1 under the LGPL.")
                       .arg(QString::fromLatin1(qVersion())));
    layout->addWidget(title);
    layout->addWidget(text);
    addClose(this, layout, appearance);
}

} // namespace symbolon::ui
