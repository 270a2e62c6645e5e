// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QDialog>

namespace symbolon::ui {

class Actions;

// Every action that has a shortcut, with it. Made from the registry, so that it cannot be wrong.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const Appearance &appearance, const Actions &actions, QWidget *parent);
};

// Name, version, licence.
class AboutBox final : public QDialog
{
    Q_OBJECT

public:
    AboutBox(const Appearance &appearance, QWidget *parent);
};

} // namespace symbolon::ui
