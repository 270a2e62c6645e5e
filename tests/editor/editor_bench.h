// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"
#include "ui/widgets/plainlabel.h"

#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QStringList>

namespace symbolon::test {

// The field of the form that is shown now.
inline ui::FormField *field(ui::CredentialEditor &editor, const QString &key)
{
    const QList<ui::FormField *> all = editor.findChildren<ui::FormField *>();
    for (ui::FormField *one : all) {
        if (one->key() == key && one->isVisibleTo(&editor))
            return one;
    }
    return nullptr;
}

// What is said of a filling at the head of the form, line by line; nothing: it is not on show.
inline QStringList filledNote(const QWidget &host)
{
    const auto *note = host.findChild<QWidget *>(QStringLiteral("filledNote"));
    QStringList lines;
    if (!note || !note->isVisibleTo(&host))
        return lines;
    for (const ui::PlainLabel *label : note->findChildren<ui::PlainLabel *>()) {
        if (label->isVisibleTo(note))
            lines << label->value();
    }
    return lines;
}

// As people drop: onto whatever lies there, which may leave it to what it lies in.
inline void dropOnto(QWidget &where, const QMimeData &dragged)
{
    const QPoint middle = where.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&where, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent drop(QPointF(middle), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&where, &drop);
}

inline void dropOnto(QWidget &where, const QByteArray &text)
{
    QMimeData dragged;
    dragged.setText(QString::fromUtf8(text));
    dropOnto(where, dragged);
}

inline trust::IdentityKey keyOf(workspace::Workspace &workspace, const QString &name)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == name)
            return row.key();
    }
    return {};
}

} // namespace symbolon::test
