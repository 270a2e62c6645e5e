// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QPushButton>

namespace symbolon::ui {

// Which tenant this is, in words; opens the menu of account and tenant. Where there is no room for all of it, the domain
// goes first.
class TenantButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit TenantButton(const Appearance &appearance, QWidget *parent = nullptr);

    // Hostile text. An empty name means that nobody is signed in.
    void setTenant(const QString &name, const QString &domain);
    void setNarrow(bool narrow);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_name;
    QString m_domain;
    bool m_narrow = false;
};

// What tenant this cloud is part of, or that it is the demo tenant: a fact, not a control.
class CloudChip final : public QWidget
{
    Q_OBJECT

public:
    explicit CloudChip(const Appearance &appearance, QWidget *parent = nullptr);

    void setCloud(const QString &name, const QString &explanation);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_name;
};

// Who is signed in, as initials; the full name is in the tool tip.
class Avatar final : public QWidget
{
    Q_OBJECT

public:
    explicit Avatar(const Appearance &appearance, QWidget *parent = nullptr);

    void setPerson(const QString &name, const QString &userName);
    [[nodiscard]] static QString initials(const QString &name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_initials;
};

} // namespace symbolon::ui
