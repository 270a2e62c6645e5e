// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/controls.h"

#include <QCoreApplication>
#include <QEvent>
#include <QToolButton>
#include <QVariant>
#include <QWidget>

namespace symbolon::ui {

namespace {

constexpr char roleProperty[] = "symbolonButtonRole";
constexpr char smallProperty[] = "symbolonSmall";
constexpr char levelProperty[] = "symbolonFieldLevel";

} // namespace

void setButtonRole(QWidget *button, ButtonRole role)
{
    button->setProperty(roleProperty, static_cast<int>(role));
    button->update();
}

ButtonRole buttonRole(const QWidget *button)
{
    const QVariant role = button != nullptr ? button->property(roleProperty) : QVariant();
    if (role.isValid())
        return static_cast<ButtonRole>(role.toInt());
    return qobject_cast<const QToolButton *>(button) != nullptr ? ButtonRole::Quiet : ButtonRole::Secondary;
}

void setSmall(QWidget *control, bool small)
{
    control->setProperty(smallProperty, small);
    // Buttons and combo boxes keep their size hint until their style changes.
    QEvent event(QEvent::StyleChange);
    QCoreApplication::sendEvent(control, &event);
    control->updateGeometry();
    control->update();
}

bool isSmall(const QWidget *control)
{
    return control != nullptr && control->property(smallProperty).toBool();
}

void setFieldLevel(QWidget *field, Level level)
{
    field->setProperty(levelProperty, static_cast<int>(level));
    field->update();
}

Level fieldLevel(const QWidget *field)
{
    return field != nullptr ? static_cast<Level>(field->property(levelProperty).toInt()) : Level::None;
}

} // namespace symbolon::ui
