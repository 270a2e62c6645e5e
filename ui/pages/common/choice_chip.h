// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace symbolon::ui {

class Chip;

// A chip that offers a menu of choices, one of which is in force or none.
class ChoiceChip final : public QObject
{
    Q_OBJECT

public:
    // `options` is asked each time the menu opens. Labels are shown as plain text.
    ChoiceChip(const Appearance &appearance, const QString &label, std::function<QStringList()> options,
               QWidget *parent);

    [[nodiscard]] Chip *chip() const { return m_chip; }
    // Without a signal; an empty label takes the choice back.
    void setChosen(const QString &label);
    [[nodiscard]] bool isChosen() const { return !m_current.isEmpty(); }
    // The chosen option's label and its place among the options; empty and -1: none.
    [[nodiscard]] QString label() const { return m_current; }
    [[nodiscard]] int index() const;

Q_SIGNALS:
    // Another choice, or none any more.
    void chosen();

private:
    void openMenu();

    Chip *m_chip;
    std::function<QStringList()> m_options;
    QString m_current;
};

} // namespace symbolon::ui
