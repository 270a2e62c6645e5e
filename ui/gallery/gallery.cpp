// SPDX-License-Identifier: Apache-2.0
#include "ui/gallery/gallery.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QWidget>

#include <utility>

namespace symbolon::ui {

namespace {

constexpr int pollMs = 20;
constexpr int turnsToSettle = 4; // layouts that answer to layouts
constexpr qint64 patienceMs = 60'000;

} // namespace

Gallery::Gallery(QWidget &window, Appearance &appearance, QList<GalleryScene> scenes, GalleryOptions options,
                 QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_appearance(appearance)
    , m_scenes(std::move(scenes))
    , m_options(std::move(options))
{
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &Gallery::proceed);
}

void Gallery::start()
{
    if (!QDir().mkpath(m_options.folder)) {
        m_problems.append(tr("The folder %1 cannot be made.").arg(m_options.folder));
        Q_EMIT finished(m_problems);
        return;
    }
    m_window.resize(m_options.sizes.first());
    m_window.show();
    m_timer.start();
}

bool Gallery::isReady() const
{
    const GalleryScene &scene = m_scenes.at(m_scene);
    return !scene.isReady || scene.isReady();
}

void Gallery::proceed()
{
    switch (m_step) {
    case Step::Begin:
        if (m_scene >= m_scenes.size()) {
            m_timer.stop();
            Q_EMIT finished(m_problems);
            return;
        }
        if (m_scenes.at(m_scene).begin)
            m_scenes.at(m_scene).begin();
        m_waiting.start();
        m_step = Step::Wait;
        return;
    case Step::Wait:
        if (!isReady()) {
            if (m_waiting.elapsed() < patienceMs)
                return;
            m_problems.append(tr("%1 was not ready in time; it is drawn as it is.").arg(m_scenes.at(m_scene).name));
        }
        m_look = 0;
        m_size = 0;
        m_step = Step::Arrange;
        return;
    case Step::Arrange:
        m_appearance.setChoice(m_options.looks.at(m_look));
        m_window.resize(m_options.sizes.at(m_size));
        m_settled = 0;
        m_step = Step::Settle;
        return;
    case Step::Settle:
        if (++m_settled >= turnsToSettle)
            m_step = Step::Grab;
        return;
    case Step::Grab:
        grab();
        nextPicture();
        return;
    }
}

void Gallery::grab()
{
    const QString look = m_options.looks.at(m_look) == Appearance::Choice::Dark ? QStringLiteral("dark")
                                                                                : QStringLiteral("light");
    const QSize size = m_options.sizes.at(m_size);
    const QString file = QStringLiteral("%1/%2-%3-%4x%5.png")
                             .arg(m_options.folder, m_scenes.at(m_scene).name, look)
                             .arg(size.width())
                             .arg(size.height());
    const GalleryScene &scene = m_scenes.at(m_scene);
    QWidget *dialog = scene.dialog ? scene.dialog() : nullptr;
    QWidget &subject = dialog ? *dialog : m_window;
    QPixmap picture = subject.grab();
    // What is open over the window stands where it is seen.
    if (QWidget *popup = QApplication::activePopupWidget(); popup && popup != dialog)
        QPainter(&picture).drawPixmap(subject.mapFromGlobal(popup->mapToGlobal(QPoint())), popup->grab());
    if (picture.save(file))
        Q_EMIT drawn(file);
    else
        m_problems.append(tr("%1 cannot be written.").arg(file));
}

void Gallery::nextPicture()
{
    m_step = Step::Arrange;
    if (++m_size < m_options.sizes.size())
        return;
    m_size = 0;
    if (++m_look < m_options.looks.size())
        return;
    if (m_scenes.at(m_scene).end)
        m_scenes.at(m_scene).end();
    ++m_scene;
    m_step = Step::Begin;
}

} // namespace symbolon::ui
