// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/page.h"

#include "ui/pages/common/sync_text.h"
#include "ui/shell/settings.h"
#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/thinprogress.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <chrono>

namespace symbolon::ui {

namespace {
constexpr int filterWidth = 268;
constexpr int listLeast = 380;
constexpr std::chrono::milliseconds typingPause{150};
} // namespace

Page::Page(Context &context, const QString &title, const QString &filterName, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const Theme &theme = context.appearance.theme();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader(title, filterName));
    m_progress = new ThinProgress(context.appearance, this);
    layout->addWidget(m_progress);

    m_bannerSpace = new Plane(context.appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    auto *bannerLayout = new QVBoxLayout(m_bannerSpace);
    bannerLayout->setContentsMargins(theme.px(metrics::pageMargin), theme.px(metrics::space2),
                                     theme.px(metrics::pageMargin), theme.px(metrics::space3));
    m_banner = new Banner(context.appearance, context.clipboard, m_bannerSpace);
    m_banner->setObjectName(QStringLiteral("syncBanner"));
    m_banner->setAction(0, tr("Retry"));
    bannerLayout->addWidget(m_banner);
    layout->addWidget(m_bannerSpace);
    connect(m_banner, &Banner::actionTriggered, this, [this] { m_context.workspace.retryFailed(); });
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &Page::showSync);
    m_splitter = new QSplitter(this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    layout->addWidget(m_splitter, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, [this] { applyText(); });
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    showSync();
}

QWidget *Page::buildHeader(const QString &title, const QString &filterName)
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *header = new Plane(appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    auto *rows = new QVBoxLayout(header);
    rows->setContentsMargins(theme.px(metrics::pageMargin), theme.px(11), theme.px(metrics::pageMargin), theme.px(11));
    rows->setSpacing(theme.px(metrics::space3));

    auto *first = new QHBoxLayout;
    first->setSpacing(theme.px(metrics::space3));
    m_title = new PlainLabel(appearance, TextStyle::PageTitle, Ink::Text, header);
    m_title->setValue(title);
    m_title->setMinimumHeight(theme.px(metrics::control));
    m_subtitle = new PlainLabel(appearance, TextStyle::Body, Ink::Text2, header);
    m_subtitle->setElide(Qt::ElideRight);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(theme.px(metrics::space2));
    first->addWidget(m_title);
    first->addWidget(m_subtitle, 1);
    first->addLayout(m_actions);
    rows->addLayout(first);

    auto *second = new QHBoxLayout;
    second->setSpacing(theme.px(metrics::space2));
    m_filter = new SearchField(appearance, filterName, Glyph::Filter, header);
    m_filter->setFixedWidth(theme.px(filterWidth));
    auto *chipSpace = new QWidget(header);
    m_chips = new FlowLayout(chipSpace, theme.px(metrics::space2), theme.px(metrics::space1));
    m_chips->setContentsMargins(0, theme.px(2), 0, theme.px(2));
    m_filterEnd = new QHBoxLayout;
    m_filterEnd->setSpacing(theme.px(metrics::space2));
    second->addWidget(m_filter, 0, Qt::AlignTop);
    second->addWidget(chipSpace, 1);
    second->addLayout(m_filterEnd);
    second->setAlignment(m_filterEnd, Qt::AlignTop);
    rows->addLayout(second);
    m_filterError = new PlainLabel(appearance, TextStyle::Secondary, Ink::Critical, header);
    m_filterError->setWordWrap(true);
    m_filterError->hide();
    rows->addWidget(m_filterError);
    connect(m_filter, &QLineEdit::textChanged, this, &Page::filterTextChanged);
    return header;
}

QString Page::title() const
{
    return m_title->value();
}

QString Page::filterText() const
{
    return m_filter->text();
}

void Page::setFilterText(const QString &text)
{
    if (m_filter->text() != text)
        m_filter->setText(text);
}

QString Page::filterPlaceholder() const
{
    return m_filter->accessibleName();
}

void Page::setSubtitle(const QString &text)
{
    m_subtitle->setValue(text);
}

void Page::applyTextNow()
{
    m_typing.stop();
    applyText();
}

void Page::setPanes(QWidget *list, QWidget *details, const PaneWidths &widths)
{
    const Theme &theme = m_context.appearance.theme();
    m_details = details;
    m_splitter->setObjectName(id() + QStringLiteral("Splitter"));
    m_splitter->addWidget(list);
    m_splitter->addWidget(details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    list->setMinimumWidth(theme.px(listLeast));
    details->setMinimumWidth(theme.px(widths.leastDetails));
    m_splitter->setSizes({theme.px(widths.list), theme.px(widths.details)});
    const QByteArray left = m_context.settings.splitter(id());
    if (!left.isEmpty())
        m_splitter->restoreState(left);
}

void Page::setBand(QWidget *band)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_splitter), band);
}

void Page::setDetailsHidden(bool hidden)
{
    m_details->setVisible(!hidden);
}

void Page::saveState()
{
    m_context.settings.setSplitter(id(), m_splitter->saveState());
}

void Page::setFilterProblem(const std::optional<store::FilterProblem> &problem)
{
    const QString sentence = problem ? problem->sentence : QString();
    m_filter->setMarked(problem ? static_cast<int>(problem->at) : 0, problem ? static_cast<int>(problem->length) : 0);
    m_filterError->setValue(sentence);
    m_filterError->setVisible(!sentence.isEmpty());
    setFieldLevel(m_filter, sentence.isEmpty() ? Level::None : Level::Critical);
    m_filter->setAccessibleDescription(sentence);
}

void Page::setBannerWanted(bool wanted)
{
    m_bannerWanted = wanted;
    m_bannerSpace->setVisible(!m_banner->isHidden() && wanted);
}

void Page::showSync()
{
    const workspace::SyncState &state = m_context.workspace.syncState();
    if (state.phase == workspace::SyncPhase::Running)
        m_progress->setBusy();
    else
        m_progress->setIdle();
    const auto failure = failureText(state, m_context.clock());
    m_bannerSpace->setVisible(failure.has_value() && m_bannerWanted);
    if (failure)
        m_banner->say(*failure);
    else
        m_banner->hide();
}

} // namespace symbolon::ui
