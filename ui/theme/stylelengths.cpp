// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/metrics.h"
#include "ui/theme/stylepainters.h"

namespace symbolon::ui::stylepainters {

namespace {

// Lengths in pixels, and whether they grow with the text.
struct Length
{
    QStyle::PixelMetric metric;
    int pixels;
    bool scales;
};

constexpr Length lengths[] = {
    {QStyle::PM_FocusFrameHMargin, metrics::focusGap + metrics::focusWidth, false},
    {QStyle::PM_FocusFrameVMargin, metrics::focusGap + metrics::focusWidth, false},
    {QStyle::PM_ScrollBarExtent, metrics::scrollBar, false},
    {QStyle::PM_ScrollBarSliderMin, 32, true},
    {QStyle::PM_ScrollView_ScrollBarSpacing, 0, false},
    {QStyle::PM_ScrollView_ScrollBarOverlap, 0, false},
    {QStyle::PM_SplitterWidth, 1, false}, // the handle widens its own mouse area
    {QStyle::PM_IndicatorWidth, 16, true},
    {QStyle::PM_IndicatorHeight, 16, true},
    {QStyle::PM_ExclusiveIndicatorWidth, 16, true},
    {QStyle::PM_ExclusiveIndicatorHeight, 16, true},
    {QStyle::PM_CheckBoxLabelSpacing, metrics::space2, true},
    {QStyle::PM_RadioButtonLabelSpacing, metrics::space2, true},
    {QStyle::PM_SmallIconSize, metrics::icon, true},
    {QStyle::PM_ButtonIconSize, metrics::icon, true},
    {QStyle::PM_ToolBarIconSize, metrics::icon, true},
    {QStyle::PM_ListViewIconSize, metrics::icon, true},
    {QStyle::PM_TabBarIconSize, metrics::icon, true},
    {QStyle::PM_LineEditIconSize, metrics::icon, true},
    {QStyle::PM_LineEditIconMargin, 7, true},
    {QStyle::PM_MessageBoxIconSize, 32, true},
    {QStyle::PM_ButtonShiftHorizontal, 0, false},
    {QStyle::PM_ButtonShiftVertical, 0, false},
    {QStyle::PM_TabBarTabShiftVertical, 0, false},
    {QStyle::PM_TabBarTabShiftHorizontal, 0, false},
    {QStyle::PM_TabBarTabOverlap, 0, false},
    {QStyle::PM_TabBarBaseOverlap, 0, false},
    {QStyle::PM_TabBarTabHSpace, 0, false},
    {QStyle::PM_TabBarTabVSpace, 0, false},
    {QStyle::PM_TabBarBaseHeight, 1, false},
    {QStyle::PM_HeaderMargin, metrics::space2, true},
    {QStyle::PM_HeaderGripMargin, 5, false},
    {QStyle::PM_MenuPanelWidth, 1, false},
    {QStyle::PM_MenuVMargin, metrics::space1, true},
    {QStyle::PM_MenuHMargin, 0, false},
    {QStyle::PM_MenuBarPanelWidth, 0, false},
    {QStyle::PM_MenuBarVMargin, 0, false},
    {QStyle::PM_MenuBarHMargin, 0, false},
    {QStyle::PM_MenuBarItemSpacing, 0, false},
    {QStyle::PM_SubMenuOverlap, -2, false},
    {QStyle::PM_ToolTipLabelFrameWidth, 6, true},
    {QStyle::PM_LayoutLeftMargin, metrics::space4, true},
    {QStyle::PM_LayoutRightMargin, metrics::space4, true},
    {QStyle::PM_LayoutTopMargin, metrics::space4, true},
    {QStyle::PM_LayoutBottomMargin, metrics::space4, true},
    {QStyle::PM_LayoutHorizontalSpacing, metrics::space2, true},
    {QStyle::PM_LayoutVerticalSpacing, metrics::space2, true},
    {QStyle::PM_TreeViewIndentation, metrics::space4, true},
};

} // namespace

std::optional<int> length(const Theme &theme, QStyle::PixelMetric metric)
{
    for (const Length &length : lengths) {
        if (length.metric == metric)
            return length.scales ? theme.px(length.pixels) : length.pixels;
    }
    return {};
}

} // namespace symbolon::ui::stylepainters
