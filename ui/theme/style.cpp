// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/style.h"

#include "ui/theme/controls.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabBar>
#include <QTextEdit>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) != nullptr
        || qobject_cast<const QTextEdit *>(widget) != nullptr;
}

bool isComboBoxList(const QWidget *view)
{
    return view != nullptr && view->inherits("QComboBoxListView");
}

bool hasLeadingIcon(const QWidget *field)
{
    if (qobject_cast<const QLineEdit *>(field) == nullptr)
        return false;
    for (const QObject *child : field->children()) {
        const auto *icon = qobject_cast<const QAbstractButton *>(child);
        if (icon != nullptr && icon->isVisibleTo(field) && icon->geometry().center().x() < field->width() / 2)
            return true;
    }
    return false;
}

// For message boxes, which ask anew each time they open: the colours are those of the moment.
QIcon levelIcon(Level level, const Theme &theme)
{
    QPixmap pixmap(128, 128);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintLevel(&painter, QRectF(8, 8, 112, 112), level, theme);
    painter.end();
    return QIcon(pixmap);
}

void paintRow(const Theme &theme, const QStyleOptionViewItem &option, QPainter *painter)
{
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled))
        painter->fillRect(option.rect, theme.hover);
}

} // namespace

Style::Style(std::shared_ptr<const Theme> theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(std::move(theme))
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    switch (element) {
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame != nullptr && frame->lineWidth > 0)
            stylepainters::field(theme, *option, painter, widget);
        return; // without a line width it is the inside of a combo box or spin box
    }
    case PE_Frame:
        if (isTextArea(widget))
            stylepainters::field(theme, *option, painter, widget);
        else
            paintPanel(painter, option->rect, theme.px(metrics::radius), QColor(), theme.border);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepainters::checkIndicator(theme, *option, painter);
        return;
    case PE_IndicatorRadioButton:
        stylepainters::radioIndicator(theme, *option, painter);
        return;
    case PE_IndicatorTabClose:
        paintGlyph(painter, option->rect, Glyph::Close, theme.text2);
        return;
    case PE_FrameTabBarBase:
        paintLine(painter, option->rect, Qt::BottomEdge, theme.border);
        return;
    case PE_FrameTabWidget:
        paintLine(painter, option->rect, Qt::TopEdge, theme.border);
        return;
    case PE_FrameMenu:
        paintPanel(painter, option->rect, 0, QColor(), theme.border);
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, theme.surface);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.color(QPalette::ToolTipBase));
        if (theme.isDark)
            paintPanel(painter, option->rect, 0, QColor(), theme.border);
        return;
    case PE_FrameLineEdit: // drawn with their panels, or not at all
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
    case PE_PanelButtonTool:
    case PE_FrameButtonTool:
        return;
    default:
        if (!drawViewPrimitive(element, option, painter, widget))
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

bool Style::drawViewPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
    switch (element) {
    case PE_PanelItemViewItem:
        if (item != nullptr)
            paintRow(theme, *item, painter);
        return true;
    case PE_PanelItemViewRow:
        // In tables and lists the items fill the row; in trees this is the room of the branches.
        if (item != nullptr && qobject_cast<const QTreeView *>(widget) != nullptr)
            paintRow(theme, *item, painter);
        return true;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children)) {
            const int side = theme.px(metrics::icon);
            const QPoint corner = option->rect.center() - QPoint(side / 2 - 1, side / 2 - 1);
            paintGlyph(painter, QRect(corner, QSize(side, side)),
                       option->state.testFlag(State_Open) ? Glyph::ChevronDown : Glyph::ChevronRight, theme.text2);
        }
        return true;
    case PE_FrameFocusRect:
        // Buttons, boxes and fields wear the ring outside; here are left the cells of views.
        if (qobject_cast<const QAbstractItemView *>(widget) != nullptr && !isComboBoxList(widget))
            paintPanel(painter, option->rect.adjusted(1, 1, -1, -1), metrics::radiusBadge, QColor(), theme.accent,
                       metrics::focusWidth);
        return true;
    default:
        return false;
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    switch (element) {
    case CE_PushButton:
        // The base class would ask Fusion, not us, for the label's place.
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            stylepainters::buttonBevel(theme, *button, painter, widget);
            return stylepainters::buttonLabel(theme, *button, painter, widget);
        }
        break;
    case CE_PushButtonBevel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return stylepainters::buttonBevel(theme, *button, painter, widget);
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return stylepainters::buttonLabel(theme, *button, painter, widget);
        break;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return stylepainters::comboBoxLabel(theme, *combo, painter, widget);
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return stylepainters::tabShape(theme, *tab, painter);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return stylepainters::tabLabel(theme, *tab, painter, subElementRect(SE_TabBarTabText, option, widget));
        break;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return stylepainters::headerSection(theme, *header, painter);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.sunken);
        paintLine(painter, option->rect, Qt::BottomEdge, theme.border);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return stylepainters::menuItem(theme, *item, painter);
        break;
    case CE_MenuEmptyArea:
    case CE_MenuBarEmptyArea:
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return stylepainters::menuBarItem(theme, *item, painter);
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, theme.border);
        return;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return stylepainters::progressBar(theme, *bar, painter);
        break;
    case CE_FocusFrame:
        return; // FocusRing paints itself
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return stylepainters::toolButton(theme, *button, painter, widget);
    } else if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return stylepainters::comboBox(theme, *combo, painter, widget);
    } else if (control == CC_SpinBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            return stylepainters::spinBox(theme, *box, painter, widget,
                                          subControlRect(control, option, SC_SpinBoxUp, widget),
                                          subControlRect(control, option, SC_SpinBoxDown, widget));
        }
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const QRect slider = stylepainters::scrollBarPart(theme, *bar, SC_ScrollBarSlider);
            return stylepainters::scrollBar(theme, *bar, painter, widget, slider);
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return stylepainters::buttonSize(theme, *button, widget);
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return stylepainters::toolButtonSize(theme, *button, widget);
        break;
    case CT_LineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame == nullptr || frame->lineWidth <= 0)
            break;
        return {size.width() + 2 * theme.px(metrics::space2),
                theme.px(isSmall(widget) ? metrics::controlSmall : metrics::control)};
    }
    case CT_SpinBox:
        return {size.width() + theme.px(metrics::space6), theme.px(metrics::control)};
    case CT_ComboBox:
        return {size.width() + theme.px(10) + theme.px(metrics::icon) + 2 * theme.px(metrics::space2),
                theme.px(isSmall(widget) ? metrics::controlSmall : metrics::control)};
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return stylepainters::tabSize(theme, *tab);
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return stylepainters::menuItemSize(theme, *item);
        break;
    case CT_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return stylepainters::menuBarItemSize(theme, *item);
        break;
    case CT_HeaderSection:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + theme.px(metrics::space6),
                theme.px(metrics::tableHeader)};
    case CT_ProgressBar:
        return {size.width(), theme.px(6)};
    case CT_ItemViewItem: {
        // The rows of plain lists, such as a combo box's; tables have a fixed row height of their own.
        const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {base.width() + theme.px(metrics::space2), std::max(base.height(), theme.px(28))};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const Theme &theme = *m_theme;
    switch (element) {
    case SE_LineEditContents: {
        const QRect rect = option->rect;
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        // QLineEdit adds 2 px of its own on both sides, and the width of an icon with its margin.
        const int side = frame != nullptr && frame->lineWidth > 0 ? theme.px(metrics::space2) : theme.px(6);
        return rect.adjusted(hasLeadingIcon(widget) ? theme.px(2) : side, 0, -side, 0);
    }
    case SE_TabBarTabText: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab == nullptr)
            break;
        const int padding = theme.px(stylepainters::tabPadding);
        QRect rect = tab->rect.adjusted(padding, 0, -padding, -theme.px(3));
        if (!tab->leftButtonSize.isEmpty())
            rect.setLeft(rect.left() + tab->leftButtonSize.width() + theme.px(6));
        if (!tab->rightButtonSize.isEmpty())
            rect.setRight(rect.right() - tab->rightButtonSize.width() - theme.px(6));
        return rect;
    }
    case SE_TabBarTabRightButton: {
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab == nullptr)
            break;
        const QSize size = tab->rightButtonSize;
        return {tab->rect.right() + 1 - theme.px(stylepainters::tabPadding) - size.width(),
                tab->rect.top() + (tab->rect.height() - theme.px(3) - size.height()) / 2, size.width(), size.height()};
    }
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return stylepainters::scrollBarPart(*m_theme, *bar, subControl);
    } else if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return stylepainters::comboBoxPart(*m_theme, *combo, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_DefaultFrameWidth)
        return isTextArea(widget) ? m_theme->px(metrics::space1) : 1;
    if (metric == PM_LineEditIconSize && isSmall(widget))
        return m_theme->px(metrics::iconSmall);
    const std::optional<int> length = stylepainters::length(*m_theme, metric);
    return length.has_value() ? *length : QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient:
    case SH_Widget_Animation_Duration:
    case SH_ComboBox_Popup:
    case SH_ComboBox_UseNativePopup:
    case SH_TabBar_PreferNoArrows:
    case SH_Menu_FadeOutOnHide:
        return 0;
    case SH_FocusFrame_AboveWidget:
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
    case SH_ComboBox_ListMouseTracking:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_Table_GridLineColor:
        return static_cast<int>(m_theme->softBorder.rgb());
    case SH_Header_ArrowAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QIcon Style::standardIcon(StandardPixmap standardIcon, const QStyleOption *option, const QWidget *widget) const
{
    const auto glyph = [this](Glyph which) {
        return QIcon(new GlyphIconEngine(m_theme, which, Ink::Text2, std::nullopt));
    };
    switch (standardIcon) {
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
    case SP_TitleBarCloseButton:
        return glyph(Glyph::Close);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
        return levelIcon(Level::Info, *m_theme);
    case SP_MessageBoxWarning:
        return levelIcon(Level::High, *m_theme);
    case SP_MessageBoxCritical:
        return levelIcon(Level::Critical, *m_theme);
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton:
        return glyph(Glyph::More);
    default:
        return QProxyStyle::standardIcon(standardIcon, option, widget);
    }
}

QPalette Style::standardPalette() const
{
    return m_theme->palette();
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Hover shows on everything that can be pressed or typed into.
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr
        || qobject_cast<QLineEdit *>(widget) != nullptr || qobject_cast<QAbstractSpinBox *>(widget) != nullptr
        || qobject_cast<QScrollBar *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr
        || isTextArea(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

} // namespace symbolon::ui
