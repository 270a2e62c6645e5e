// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/tenant_button.h"

#include "base/shown.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plaintooltip.h"

#include <QPainter>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int widestName = 180;
constexpr int widestDomain = 210;

void paintBox(QPainter *painter, const Theme &theme, const QRect &rect, bool over)
{
    painter->setRenderHint(QPainter::Antialiasing);
    paintPanel(painter, rect, metrics::radius, over ? theme.hover : theme.surface, theme.border);
}

} // namespace

TenantButton::TenantButton(const Appearance &appearance, QWidget *parent)
    : QPushButton(parent)
    , m_appearance(appearance)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
    setTenant({}, {});
}

void TenantButton::setTenant(const QString &name, const QString &domain)
{
    m_name = name.isEmpty() ? tr("Not signed in") : shown(name);
    m_domain = shown(domain);
    const QString both = m_domain.isEmpty() ? m_name : tr("%1, %2").arg(m_name, m_domain);
    setAccessibleName(tr("Tenant and account: %1").arg(both));
    setPlainToolTip(this, both);
    updateGeometry();
    update();
}

void TenantButton::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    updateGeometry();
    update();
}

QSize TenantButton::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    int width = theme.px(10 + metrics::space2 + metrics::icon + metrics::space2);
    width += std::min(textWidth(m_name, theme.font(TextStyle::BodyMedium)), theme.px(widestName));
    if (!m_narrow && !m_domain.isEmpty())
        width += theme.px(metrics::space2)
            + std::min(textWidth(m_domain, theme.font(TextStyle::Secondary)), theme.px(widestDomain));
    return {width, theme.px(metrics::control)};
}

void TenantButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintBox(&painter, theme, rect(), underMouse() || isDown());
    const int side = theme.px(metrics::icon);
    const int chevron = width() - theme.px(metrics::space2) - side;
    paintGlyph(&painter, QRect(chevron, (height() - side) / 2, side, side), Glyph::ChevronDown, theme.text2);
    const QFont nameFont = theme.font(TextStyle::BodyMedium);
    int left = theme.px(10);
    const int nameWidth = std::min(textWidth(m_name, nameFont), theme.px(widestName));
    paintText(&painter, QRect(left, 0, nameWidth + 1, height()), m_name, nameFont, theme.text);
    if (m_narrow || m_domain.isEmpty())
        return;
    left += nameWidth + theme.px(metrics::space2);
    paintText(&painter, QRect(left, 0, chevron - left, height()), m_domain, theme.font(TextStyle::Secondary),
              theme.text2, Qt::ElideMiddle);
}

CloudChip::CloudChip(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void CloudChip::setCloud(const QString &name, const QString &explanation)
{
    m_name = shown(name);
    setAccessibleName(tr("Cloud: %1").arg(m_name));
    setPlainToolTip(this, explanation);
    updateGeometry();
    update();
}

QSize CloudChip::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    return {theme.px(10 + metrics::icon + 6 + 10) + textWidth(m_name, theme.font(TextStyle::Secondary)),
            theme.px(metrics::control)};
}

void CloudChip::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintBox(&painter, theme, rect(), false);
    const int side = theme.px(metrics::icon);
    const int lead = theme.px(10);
    paintGlyph(&painter, QRect(lead, (height() - side) / 2, side, side), Glyph::Cloud, theme.text2);
    const int left = lead + side + theme.px(6);
    paintText(&painter, QRect(left, 0, width() - left, height()), m_name, theme.font(TextStyle::Secondary), theme.text);
}

Avatar::Avatar(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&appearance, &Appearance::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Avatar::setPerson(const QString &name, const QString &userName)
{
    m_initials = initials(name.isEmpty() ? userName : name);
    const QString who = name.isEmpty() ? userName : tr("%1, %2").arg(name, userName);
    setAccessibleName(tr("Signed in as %1").arg(shown(who)));
    setPlainToolTip(this, who);
    setVisible(!m_initials.isEmpty());
    update();
}

QString Avatar::initials(const QString &name)
{
    QString letters;
    const QStringList words = name.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.at(0).isLetterOrNumber())
            letters += word.at(0).toUpper();
    }
    return letters.size() > 2 ? letters.left(1) + letters.right(1) : letters;
}

QSize Avatar::sizeHint() const
{
    const int side = m_appearance.theme().px(28);
    return {side, side};
}

void Avatar::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawEllipse(rect());
    paintText(&painter, rect(), m_initials, theme.font(TextStyle::CaptionMedium), theme.onAccent, Qt::ElideNone,
              Qt::AlignHCenter);
}

} // namespace symbolon::ui
