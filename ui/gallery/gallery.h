// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <functional>

class QWidget;

namespace symbolon::ui {

// One page, form or state to be drawn. `begin` leads there, `isReady` says when it has arrived, `end` cleans up. Each may
// be empty.
struct GalleryScene
{
    QString name; // "identities": the first part of the file names
    std::function<void()> begin;
    std::function<bool()> isReady;
    std::function<void()> end;
    // What is drawn instead of the window: a dialog. Empty, or no widget: the window.
    std::function<QWidget *()> dialog;
};

struct GalleryOptions
{
    QString folder; // is made where it does not exist
    QList<Appearance::Choice> looks{Appearance::Choice::Light, Appearance::Choice::Dark};
    QList<QSize> sizes{QSize(1440, 900), QSize(1024, 700)};
};

// Draws every scene into "<scene>-<look>-<width>x<height>.png", one after the other, from the event loop.
class Gallery final : public QObject
{
    Q_OBJECT

public:
    // `window` is resized and drawn. Scenes are gone through in their order, which may matter to them.
    Gallery(QWidget &window, Appearance &appearance, QList<GalleryScene> scenes, GalleryOptions options,
            QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void drawn(const QString &file);
    // What went wrong, one sentence each; empty: all was drawn.
    void finished(const QStringList &problems);

private:
    // scene: begin ─► wait until ready ─► picture: look and size ─► wait until settled ─► grab ─► next picture ─► end
    enum class Step { Begin, Wait, Arrange, Settle, Grab };

    void proceed();
    void grab();
    void nextPicture();
    [[nodiscard]] bool isReady() const;

    QWidget &m_window;
    Appearance &m_appearance;
    QList<GalleryScene> m_scenes;
    GalleryOptions m_options;
    QTimer m_timer;
    QElapsedTimer m_waiting;
    QStringList m_problems;
    Step m_step = Step::Begin;
    qsizetype m_scene = 0;
    qsizetype m_look = 0;
    qsizetype m_size = 0;
    int m_settled = 0;
};

} // namespace symbolon::ui
